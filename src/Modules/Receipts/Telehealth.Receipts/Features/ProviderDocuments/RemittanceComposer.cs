using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Templates;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>A document issued earlier about something a payout pays.</summary>
internal sealed record EarlierDocument(DocumentKind Kind, string Number, string Reference, Money Total);

/// <summary>Writes down what a payout pays, for the provider's books; no supply, no tax (standards §1.1).</summary>
internal sealed class RemittanceComposer(Letterhead letterhead)
{
    public FrozenDocument Advice(
        PayoutSentV1 payout,
        Supplier provider,
        IReadOnlyList<EarlierDocument> earlier,
        string number,
        Instant now
    )
    {
        var zone = letterhead.PlatformZone;
        var total = payout.Lines.Sum(x => x.Amount.Minor);
        if (total != payout.Amount.Minor)
        {
            throw new InvalidOperationException(
                $"Payout {payout.Reference} is {payout.Amount.Minor}, but its lines add up to {total}."
            );
        }

        var (code, url) = letterhead.Proof();
        var payDate = LocalDatePattern.Iso.Format(payout.PayDate);
        return new FrozenDocument
        {
            Title = "Remittance advice",
            Number = number,
            IssuedOn = Letterhead.Day(now, zone),
            SuppliedOn = payDate,
            IssuedAt = InstantPattern.ExtendedIso.Format(now),
            Country = letterhead.Platform.Country,
            Zone = zone.Id,
            Supplier = letterhead.Own(withNumber: false),
            Customer = Letterhead.Provider(provider, null, $"Account {payout.MaskedAccount}"),
            Lines = [.. payout.Lines.Select(line => Line(line, payout.Reference, earlier, zone))],
            Currency = payout.Amount.Currency.Code,
            NetMinor = total,
            TaxMinor = 0,
            TotalMinor = total,
            BookingNumber = payout.Reference,
            Settlement =
                $"Our bank has the order to pay you on {Wording.Date(payDate)}; the reference on your statement is "
                + $"{payout.Reference}.",
            Words = new FrozenWords
            {
                SuppliedLabel = "Pay date",
                ReferenceLabel = "Withdrawal",
                PaidLabel = "Total of the payout",
                SupplierLabel = "Paid by",
                CustomerLabel = "Paid to",
                AmountOnly = true,
                Statements = ["This is not a VAT invoice."],
            },
            VerifyCode = code,
            VerifyUrl = url,
        };
    }

    private static FrozenLine Line(
        WithdrawnLine line,
        string withdrawal,
        IReadOnlyList<EarlierDocument> earlier,
        DateTimeZone zone
    )
    {
        var invoice = line.PlatformSupplied ? ByInvoice(withdrawal, earlier) : ByAgency(line, earlier);
        var details = $"Booking {line.BookingNumber} · {LineWords.What(line, zone)} · {invoice}";
        var amount = line.Amount.Minor;
        return new(line.ServiceName, details, 1, amount, amount, "", amount);
    }

    private static string ByInvoice(string withdrawal, IReadOnlyList<EarlierDocument> earlier) =>
        earlier.FirstOrDefault(x => x.Kind == DocumentKind.SelfBilledInvoice && x.Reference == withdrawal) is { } found
            ? $"self-billed invoice {found.Number}"
            : "by your invoice";

    private static string ByAgency(WithdrawnLine line, IReadOnlyList<EarlierDocument> earlier)
    {
        var own = earlier.Where(x => x.Reference == line.BookingNumber).ToLookup(x => x.Kind);
        var commissions = own[DocumentKind.CommissionInvoice].ToList();
        if (commissions.Count == 0)
        {
            return "without commission";
        }

        var numbers = string.Join(", ", commissions.Select(x => x.Number));
        var kept = commissions.Sum(x => x.Total.Minor);
        var price = own[DocumentKind.Receipt].Sum(x => x.Total.Minor);
        var currency = line.Amount.Currency.Code;
        return price > 0
            ? $"price {Wording.Amount(price, currency)} less commission {Wording.Amount(kept, currency)} "
                + $"(invoice {numbers})"
            : $"after commission invoice {numbers}";
    }
}
