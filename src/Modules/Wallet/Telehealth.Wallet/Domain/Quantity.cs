using System.Globalization;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// What the ledger counts: minor units of a currency, or whole credits or visits. Money is one wherever it is posted;
/// a credit never becomes money.
/// </summary>
internal readonly record struct Quantity(long Minor, string Commodity)
{
    public const string Credit = "CREDIT";
    public const string Visit = "VISIT";

    public bool IsZero => Minor == 0;

    public static implicit operator Quantity(Money money) => new(money.Minor, money.Currency.Code);

    public static Quantity operator -(Quantity quantity) => quantity with { Minor = checked(-quantity.Minor) };

    public override string ToString() =>
        Currency.TryParse(Commodity, out var currency)
            ? new Money(Minor, currency).ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{Commodity} {Minor}");
}
