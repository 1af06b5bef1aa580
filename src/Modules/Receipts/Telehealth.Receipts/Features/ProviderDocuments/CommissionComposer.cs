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
        var taxed = tax.Minor > 0;
        var names = TaxRules.NamesOf(letterhead.Platform.Country);
        var rate = TaxRules.Percent(vatBasisPoints);
        var theirs = taxed && provider.VatNumber is not null ? TaxRules.NamesOf(provider.Country)?.NumberLabel : null;
        var what = LineWords.What(posted.Outcome, posted.SuppliedAt, zone);
        var details = $"Booking {posted.BookingNumber} · {posted.ServiceName}, {what}";
        var (code, url) = letterhead.Proof();
        return new FrozenDocument
        {
            Title = TaxRules.CommissionTitle(letterhead.Platform.Country),
            Number = number,
            IssuedOn = Letterhead.Day(now, zone),
            SuppliedOn = Letterhead.Day(posted.SuppliedAt, zone),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = letterhead.Platform.Country,
            Zone = zone.Id,
            Supplier = letterhead.Own(taxed),
            Customer = Letterhead.Provider(provider, theirs),
            Lines = [new("Commission", details, 1, net.Minor, net.Minor, taxed ? rate : "", net.Minor + tax.Minor)],
            Currency = net.Currency.Code,
            NetMinor = net.Minor,
            TaxMinor = tax.Minor,
            TotalMinor = net.Minor + tax.Minor,
            TaxLabel = taxed ? $"{names?.TaxName} {rate}" : null,
            TaxColumn = taxed ? names?.TaxName : null,
            BookingNumber = posted.BookingNumber,
            Settlement = "Settled by deduction from what the client paid for this booking. Nothing is left to pay.",
            Words = new FrozenWords { PaidLabel = "Total settled" },
            VerifyCode = code,
            VerifyUrl = url,
        };
    }
}
