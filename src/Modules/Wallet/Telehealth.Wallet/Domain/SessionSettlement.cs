using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// How the money of a completed session moves; one balanced journal, by who sold the session (standards §1.1). Pure, so
/// that every price, commission and tax can be tried.
/// </summary>
internal sealed record SessionSettlement(EarnedSession Session, TakeHome Split, Money SaleTax)
{
    /// <summary>The provider sold it: the platform's income is a commission, VAT inside it.</summary>
    public static SessionSettlement Agency(EarnedSession session, Money price, int commission, int commissionVat) =>
        new(session, CommissionSplit.Of(price, commission, commissionVat), Money.Zero(price.Currency));

    /// <summary>
    /// The platform sold it: the whole price is its sale, the tax on it its own, the provider's share its cost. The tax
    /// may exceed what the platform keeps; that is its loss, never the provider's.
    /// </summary>
    public static SessionSettlement PlatformSale(EarnedSession session, Money price, int kept, Money saleTax)
    {
        if (saleTax.Currency != price.Currency || saleTax.Minor < 0 || saleTax.Minor > price.Minor)
        {
            throw new InvalidOperationException($"Booking {session.BookingNumber}: the tax is not part of its price.");
        }

        return new(session, CommissionSplit.Of(price, kept, vatBasisPoints: 0), saleTax);
    }

    /// <summary>
    /// Whoever pays owes the price: the client's wallet or a sponsor, whose unit is used up in the same journal.
    /// </summary>
    public Journal Draft(string payer, Instant now, params ReadOnlySpan<Entry> units) =>
        new(
            JournalSources.Cover,
            Session.CoverId.ToString(),
            now,
            $"Session {Session.BookingNumber}",
            [.. units, .. Session.PlatformSupplied ? SaleEntries(payer) : CommissionEntries(payer)],
            Session.BookingNumber
        );

    private Entry[] CommissionEntries(string payer) =>
        [
            Entry.Debit(payer, Split.Price),
            Entry.Credit(Accounts.ProviderPayable(Session.ProviderId), Split.ProviderShare),
            Entry.Credit(Accounts.Commission, Split.CommissionNet),
            Entry.Credit(Accounts.VatOutput, Split.CommissionVat),
        ];

    private Entry[] SaleEntries(string payer) =>
        [
            Entry.Debit(payer, Split.Price),
            Entry.Credit(Accounts.PlatformSales, Split.Price - SaleTax),
            Entry.Credit(Accounts.VatOutput, SaleTax),
            Entry.Debit(Accounts.ProviderCost, Split.ProviderShare),
            Entry.Credit(Accounts.ProviderPayable(Session.ProviderId), Split.ProviderShare),
        ];
}
