using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Templates;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>
/// Writes down what a provider's invoice to the platform says, which the platform issues (RCP-05, standards §1.3).
/// </summary>
internal sealed class SelfBilledComposer(Letterhead letterhead)
{
    public FrozenDocument Invoice(
        WithdrawalRequestedV1 withdrawal,
        Supplier provider,
        SelfBillingAgreement agreement,
        string number,
        Instant now
    )
    {
        var zone = letterhead.PlatformZone;
        var tax = letterhead.SelfBilledBy(provider);
        var lines = withdrawal.Lines.Where(x => x.PlatformSupplied).ToList();
        var gross = lines.Sum(x => x.Amount.Minor);
        if (gross != withdrawal.InvoiceAmount.Minor)
        {
            throw new InvalidOperationException(
                $"Withdrawal {withdrawal.Reference} asks for {withdrawal.InvoiceAmount.Minor}, its lines for {gross}."
            );
        }

        var within = tax.TaxWithin(gross);
        var (code, url) = letterhead.Proof();
        return new FrozenDocument
        {
            Title = tax.Title,
            Number = number,
            IssuedOn = Letterhead.Day(now, zone),
            SuppliedOn = Letterhead.Day(lines.Max(x => x.SuppliedAt), zone),
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = provider.Country,
            Zone = zone.Id,
            Supplier = Letterhead.Provider(provider, tax.NumberLabel),
            Customer = letterhead.Own(tax.NumberLabel is not null),
            IssuedBy = $"Issued by {letterhead.Platform.LegalName} in the name of {provider.LegalName}",
            Lines = Lines(lines, tax, zone),
            Currency = withdrawal.InvoiceAmount.Currency.Code,
            NetMinor = gross - within,
            TaxMinor = within,
            TotalMinor = gross,
            TaxLabel = Letterhead.TaxLabel(tax),
            TaxStatement = tax.Statement,
            TaxColumn = tax.TaxName.Length > 0 ? tax.TaxName : null,
            BookingNumber = withdrawal.Reference,
            Settlement = Settlement(withdrawal.Reference, agreement),
            Words = Words(lines.Count, provider.Country),
            VerifyCode = code,
            VerifyUrl = url,
        };
    }

    private string Settlement(string reference, SelfBillingAgreement agreement)
    {
        var accepted = Wording.Date(Letterhead.Day(agreement.AcceptedAt, letterhead.PlatformZone));
        return $"Issued under the self-billing agreement of {accepted} (text {agreement.TermsVersion}) and paid with "
            + $"withdrawal {reference}. Please send no invoice of your own for these sessions.";
    }

    private static FrozenWords Words(int lines, string country) =>
        new()
        {
            SuppliedLabel = lines == 1 ? "Date of supply" : "Last date of supply",
            ReferenceLabel = "Withdrawal",
            PaidLabel = "Total",
            CreditTitle = TaxRules.WordsOf(country).CreditTitle,
        };

    // The tax is worked out on the whole, as the law wants per rate; each line's net is what the sum so far gains, so
    // that the lines add up to the net to the penny.
    private static List<FrozenLine> Lines(List<WithdrawnLine> lines, TaxTreatment tax, DateTimeZone zone)
    {
        var frozen = new List<FrozenLine>();
        var (sum, netSoFar) = (0L, 0L);
        foreach (var line in lines)
        {
            sum += line.Amount.Minor;
            var net = sum - tax.TaxWithin(sum) - netSoFar;
            netSoFar += net;
            var details = $"Booking {line.BookingNumber} · {LineWords.What(line, zone)}";
            frozen.Add(new(line.ServiceName, details, 1, net, net, tax.LineLabel, line.Amount.Minor));
        }

        return frozen;
    }
}
