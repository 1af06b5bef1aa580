using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// The one place that splits a price (MKT-04, WAL-04): quotes and postings use the same function, so what the provider
/// was shown is what the provider gets, to the minor unit.
/// </summary>
internal static class CommissionSplit
{
    /// <summary>
    /// Commission gross = price × basis points, half up; its VAT is the part inside it, half up; what is left of the
    /// price is the provider's. The parts always add up, because the last one is what the others leave.
    /// </summary>
    public static TakeHome Of(Money price, int commissionBasisPoints, int vatBasisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(price.Minor);
        ArgumentOutOfRangeException.ThrowIfNegative(commissionBasisPoints);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commissionBasisPoints, 10_000);
        ArgumentOutOfRangeException.ThrowIfNegative(vatBasisPoints);
        var gross = price.Share(commissionBasisPoints);
        var vat = new Money(VatInside(gross.Minor, vatBasisPoints), price.Currency);
        return new(price, gross - vat, vat, price - gross);
    }

    private static long VatInside(long gross, int vatBasisPoints)
    {
        Int128 divisor = 10_000 + vatBasisPoints;
        return (long)(((2 * (Int128)gross * vatBasisPoints) + divisor) / (2 * divisor));
    }
}
