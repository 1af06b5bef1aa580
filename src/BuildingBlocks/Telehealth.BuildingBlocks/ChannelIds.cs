using System.Diagnostics.CodeAnalysis;

namespace Telehealth.BuildingBlocks;

/// <summary>A wellbeing hub of an employer.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct HubId(Guid Value) : ITypedId<HubId>
{
    /// <inheritdoc/>
    public static HubId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static HubId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HubId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A partner's programme, such as an insurer's.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ProgrammeId(Guid Value) : ITypedId<ProgrammeId>
{
    /// <inheritdoc/>
    public static ProgrammeId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ProgrammeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProgrammeId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A wish to talk now, in the quick-connect pool.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct PoolRequestId(Guid Value) : ITypedId<PoolRequestId>
{
    /// <inheritdoc/>
    public static PoolRequestId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PoolRequestId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PoolRequestId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Time of a provider kept for somebody who has not decided yet.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct TimeHoldId(Guid Value) : ITypedId<TimeHoldId>
{
    /// <inheritdoc/>
    public static TimeHoldId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static TimeHoldId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TimeHoldId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A safeguarding concern and the case it opened.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ConcernId(Guid Value) : ITypedId<ConcernId>
{
    /// <inheritdoc/>
    public static ConcernId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ConcernId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConcernId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
