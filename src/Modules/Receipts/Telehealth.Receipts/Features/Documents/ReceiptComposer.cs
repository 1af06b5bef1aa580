using NodaTime;
using NodaTime.Text;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Templates;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>What other modules answered about a posted cover.</summary>
internal sealed record ReceiptFacts(Supplier Supplier, PersonCard Client, PersonCard Provider, SupplyModel Model)
{
    public bool IsAgency => Model == SupplyModel.Agency;

    public string IssuerKey => IsAgency ? Issuer.KeyOf(Supplier.ProviderId) : Issuer.PlatformKey;
}

/// <summary>Writes down, word for word, what a receipt or a credit note says.</summary>
internal sealed class ReceiptComposer(Letterhead letterhead)
{
    private PlatformOptions Platform => letterhead.Platform;

    public FrozenDocument Receipt(CoverPostedV1 posted, ReceiptFacts facts, string number, Instant now)
    {
        var (agency, supplier) = (facts.IsAgency, facts.Supplier);
        var client = TaxParty.Consumer(facts.Client.Country);
        var tax = agency
            ? TaxRules.For(new(Letterhead.PartyOf(supplier), client, SupplyPurpose.Care, supplier.RegistrationBody))
            : letterhead.SaleOf(supplier, client);
        var zone = Letterhead.ZoneOf(facts.Provider.TimeZone);
        var calendar = agency ? zone : letterhead.PlatformZone;
        var total = posted.Split.Price;
        var within = agency ? tax.TaxWithin(total.Minor) : Posted(posted, tax);
        var net = total.Minor - within;
        var (code, url) = letterhead.Proof();
        return new FrozenDocument
        {
            Title = tax.Title,
            Number = number,
            IssuedOn = Letterhead.Day(now, calendar),
            SuppliedOn = Letterhead.Day(posted.SuppliedAt, calendar),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = agency ? supplier.Country : Platform.Country,
            Zone = calendar.Id,
            Supplier = agency
                ? Letterhead.Provider(supplier, tax.NumberLabel)
                : letterhead.Own(tax.NumberLabel is not null),
            Customer = new FrozenParty(facts.Client.DisplayName, [Letterhead.CountryName(facts.Client.Country)]),
            IssuedBy = agency ? $"Issued by {Platform.LegalName} on behalf of {supplier.LegalName}" : null,
            Lines = [Line(posted, facts, zone, tax, net)],
            Currency = total.Currency.Code,
            NetMinor = net,
            TaxMinor = within,
            TotalMinor = total.Minor,
            TaxLabel = Letterhead.TaxLabel(tax),
            TaxStatement = tax.Statement,
            TaxColumn = tax.TaxName.Length > 0 ? tax.TaxName : null,
            BookingNumber = posted.BookingNumber,
            Settlement =
                $"Paid in full from your {Platform.Name} wallet on "
                + $"{Wording.Date(Letterhead.Day(posted.PostedAt, calendar))}. Nothing is left to pay.",
            VerifyCode = code,
            VerifyUrl = url,
        };
    }

    public FrozenDocument CreditNote(FrozenDocument original, string reason, string number, Instant now)
    {
        var (code, url) = letterhead.Proof();
        return original with
        {
            Title = original.Words?.CreditTitle ?? TaxRules.CreditTitle(original.Country),
            Number = number,
            IssuedOn = Letterhead.Day(now, Letterhead.ZoneOf(original.Zone)),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Settlement = "This credit note cancels the document named above in full. Keep both for your records.",
            Corrects = new FrozenOriginal(original.Number, original.IssuedOn, reason),
            Words = original.Words is { } words ? words with { Statements = [] } : null,
            VerifyCode = code,
            VerifyUrl = url,
        };
    }

    // The ledger's tax is the one that counts. Where the rules would print another one, the document is not issued and
    // the event waits for staff: a receipt must never differ from the books in silence.
    private static long Posted(CoverPostedV1 posted, TaxTreatment tax) =>
        tax.TaxWithin(posted.Split.Price.Minor) == posted.SaleTax.Minor
            ? posted.SaleTax.Minor
            : throw new InvalidOperationException(
                $"Cover {posted.CoverId} was posted with {posted.SaleTax.Minor} of tax, "
                    + $"but its receipt would say {tax.TaxWithin(posted.Split.Price.Minor)}."
            );

    private static FrozenLine Line(
        CoverPostedV1 posted,
        ReceiptFacts facts,
        DateTimeZone zone,
        TaxTreatment tax,
        long net
    )
    {
        var what = LineWords.What(posted.Outcome, posted.SuppliedAt, zone);
        var with = facts.IsAgency ? "" : $" · with {facts.Supplier.DisplayName}";
        var details = $"{char.ToUpperInvariant(what[0])}{what[1..]}{with}";
        return new(posted.ServiceName, details, 1, net, net, tax.LineLabel, posted.Split.Price.Minor);
    }
}
