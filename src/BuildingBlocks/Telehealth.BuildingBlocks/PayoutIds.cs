using System.Diagnostics.CodeAnalysis;

namespace Telehealth.BuildingBlocks;

/// <summary>A provider's withdrawal of matured earnings, from the wish to the money in the bank.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct WithdrawalId(Guid Value) : ITypedId<WithdrawalId>
{
    /// <inheritdoc/>
    public static WithdrawalId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static WithdrawalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WithdrawalId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A Friday's payments in one currency out of one bank account.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct PayoutBatchId(Guid Value) : ITypedId<PayoutBatchId>
{
    /// <inheritdoc/>
    public static PayoutBatchId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PayoutBatchId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PayoutBatchId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>An invoice a provider sent for a withdrawal.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ReceivedInvoiceId(Guid Value) : ITypedId<ReceivedInvoiceId>
{
    /// <inheritdoc/>
    public static ReceivedInvoiceId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ReceivedInvoiceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReceivedInvoiceId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
