using NodaTime;
using NodaTime.Text;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Templates;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>Writes down what the platform's invoice for its commission of one session says (RCP-08).</summary>
internal sealed class CommissionComposer(Letterhead letterhead)
{
    public FrozenDocument Invoice(
        CoverPostedV1 posted,
        Supplier provider,
        int vatBasisPoints,
        string number,
        Instant now
    )
    {
        var zone = letterhead.PlatformZone;
        var (net, tax) = (posted.Split.CommissionNet, posted.Split.CommissionVat);
        var treatment = Posted(posted, letterhead.CommissionTo(Letterhead.PartyOf(provider), vatBasisPoints));

        // So little that no penny of it is tax: nothing is said of tax.
        var silent = treatment.NumberLabel is null || (treatment.Kind == TaxKind.Standard && tax.Minor == 0);
        var total = net.Minor + tax.Minor;
        var what = LineWords.What(posted.Outcome, posted.SuppliedAt, zone);
        var details = $"Booking {posted.BookingNumber} · {posted.ServiceName}, {what}";
        var (code, url) = letterhead.Proof();
        return new FrozenDocument
        {
            Title = treatment.Title,
            Number = number,
            IssuedOn = Letterhead.Day(now, zone),
            SuppliedOn = Letterhead.Day(posted.SuppliedAt, zone),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = letterhead.Platform.Country,
            Zone = zone.Id,
            Supplier = letterhead.Own(!silent),
            Customer = Letterhead.Provider(provider, silent ? null : Letterhead.NumberLabelOf(provider)),
            Lines = [new("Commission", details, 1, net.Minor, net.Minor, silent ? "" : treatment.LineLabel, total)],
            Currency = net.Currency.Code,
            NetMinor = net.Minor,
            TaxMinor = tax.Minor,
            TotalMinor = total,
            TaxLabel = silent ? null : Letterhead.TaxLabel(treatment),
            TaxStatement = silent ? null : treatment.Statement,
            TaxColumn = silent ? null : treatment.TaxName,
            BookingNumber = posted.BookingNumber,
            Settlement = "Settled by deduction from what the client paid for this booking. Nothing is left to pay.",
            Words = new FrozenWords { PaidLabel = "Total settled" },
            VerifyCode = code,
            VerifyUrl = url,
        };
    }

    // The ledger's VAT is the one that counts. Where the rules would print another one, the invoice is not issued and
    // the event waits for staff.
    private static TaxTreatment Posted(CoverPostedV1 posted, TaxTreatment tax)
    {
        var (net, vat) = (posted.Split.CommissionNet.Minor, posted.Split.CommissionVat.Minor);
        var expected = tax.TaxWithin(net + vat);
        return expected == vat
            ? tax
            : throw new InvalidOperationException(
                $"Cover {posted.CoverId} was posted with {vat} of VAT on the commission, "
                    + $"but its invoice would say {expected}."
            );
    }
}
