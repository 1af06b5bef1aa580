using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Ledger;

/// <summary>An amount as the ledger keeps it: money, credits or visits.</summary>
/// <param name="Amount">Minor units of a currency, or whole credits or visits.</param>
/// <param name="Currency">ISO 4217 code, or <c>CREDIT</c> or <c>VISIT</c>.</param>
public sealed record LedgerAmount(long Amount, string Currency)
{
    internal Money? AsMoney =>
        BuildingBlocks.Currency.TryParse(Currency, out var currency) ? new Money(Amount, currency) : null;

    internal static LedgerAmount Of(Quantity quantity) => new(quantity.Minor, quantity.Commodity);

    /// <inheritdoc/>
    public override string ToString() => new Quantity(Amount, Currency).ToString();
}
