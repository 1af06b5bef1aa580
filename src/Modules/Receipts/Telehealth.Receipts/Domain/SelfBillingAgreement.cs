using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Receipts.Domain;

/// <summary>Why an agreement stands no longer, before its period is over.</summary>
internal enum AgreementEnd
{
    /// <summary>The provider ended it.</summary>
    Withdrawn,

    /// <summary>The provider accepted a newer one.</summary>
    Replaced,

    /// <summary>The provider's tax number is another one now, or none: the law wants a new agreement.</summary>
    TaxNumberChanged,
}

/// <summary>
/// A provider's agreement that the platform issues its invoices (standards §1.3): who accepted which text when, with
/// the name, address and tax number the list of self-billed suppliers must show. At most one per provider is open.
/// </summary>
internal sealed class SelfBillingAgreement
{
    /// <summary>The last day is the 365th: an agreement may not outlive twelve months.</summary>
    private const int LastDay = 364;

    private SelfBillingAgreement() { }

    /// <summary>Order of acceptance, for cursors.</summary>
    public long Sequence { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public string LegalName { get; private set; } = "";

    /// <summary>One line of the address per line.</summary>
    public string Address { get; private set; } = "";

    public string Country { get; private set; } = "";

    /// <summary>The tax number it names; null for a provider who is not registered.</summary>
    public string? TaxNumber { get; private set; }

    public string TermsVersion { get; private set; } = "";

    /// <summary>SHA-256 of the text the provider saw, in lower-case hex.</summary>
    public string TermsHash { get; private set; } = "";

    public PersonId AcceptedBy { get; private set; }

    public Instant AcceptedAt { get; private set; }

    /// <summary>The last day it stands, in the platform's zone.</summary>
    public LocalDate Until { get; private set; }

    public Instant? EndedAt { get; private set; }

    public AgreementEnd? EndReason { get; private set; }

    public static SelfBillingAgreement Accept(
        Supplier supplier,
        PersonId person,
        SelfBillingTerms terms,
        Instant now,
        DateTimeZone zone
    ) =>
        new()
        {
            ProviderId = supplier.ProviderId,
            LegalName = supplier.LegalName,
            Address = string.Join('\n', supplier.AddressLines),
            Country = supplier.Country,
            TaxNumber = Plain(supplier.VatNumber),
            TermsVersion = terms.Version,
            TermsHash = terms.Hash,
            AcceptedBy = person,
            AcceptedAt = now,
            Until = now.InZone(zone).Date.PlusDays(LastDay),
        };

    /// <summary>True while it is not ended, not over, and names the provider's present tax number.</summary>
    public bool InForce(Supplier supplier, LocalDate today) => EndedAt is null && today <= Until && Names(supplier);

    /// <summary>True when the provider's tax number is still the one it names.</summary>
    public bool Names(Supplier supplier) => TaxNumber == Plain(supplier.VatNumber);

    /// <summary>The provider under the name and address of the agreement.</summary>
    public Supplier Named(Supplier supplier) =>
        supplier with
        {
            LegalName = LegalName,
            AddressLines = Address.Split('\n'),
            Country = Country,
        };

    // Spaces and case do not make another number.
    private static string? Plain(string? number)
    {
        var plain = new string([.. (number ?? "").Where(char.IsLetterOrDigit)]).ToUpperInvariant();
        return plain.Length == 0 ? null : plain;
    }
}

/// <summary>Why something about self-billing is refused.</summary>
internal static class SelfBillingErrors
{
    public static readonly Error NoProfile = Error.Refused(
        "receipts.billing-details-missing",
        "Please fill in your billing details first: the agreement names them."
    );

    public static readonly Error NameNeeded = Error.Refused(
        "receipts.billing-name-needed",
        "Invoices are printed in Latin letters and cannot carry your billing details. Please write your name and "
            + "address in them in your profile first: the agreement names them."
    );

    public static readonly Error OtherTerms = Error.Conflict(
        "receipts.terms-changed",
        "The text of the agreement is another one now. Please read it and accept it again."
    );

    public static readonly Error AcceptedMeanwhile = Error.Conflict(
        "receipts.agreement-accepted-meanwhile",
        "An agreement was accepted a moment ago. Please look at it first."
    );

    public static readonly Error NoAgreement = Error.NotFound(
        "receipts.no-agreement",
        "There is no self-billing agreement of yours to end."
    );
}
