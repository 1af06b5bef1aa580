using System.Diagnostics.CodeAnalysis;

namespace Telehealth.BuildingBlocks;

/// <summary>A person who signed up, whatever roles the person holds.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    /// <inheritdoc/>
    public static PersonId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static PersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A provider: the person who gives sessions. The same UUID as the person's, see ADR 0012.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ProviderId(Guid Value) : ITypedId<ProviderId>
{
    /// <inheritdoc/>
    public static ProviderId From(Guid value) => new(value);

    /// <summary>The person behind the provider.</summary>
    public PersonId Person => new(Value);

    /// <summary>The provider this person is.</summary>
    public static ProviderId Of(PersonId person) => new(person.Value);

    /// <inheritdoc/>
    public static ProviderId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProviderId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A service a provider offers.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ServiceId(Guid Value) : ITypedId<ServiceId>
{
    /// <inheritdoc/>
    public static ServiceId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static ServiceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ServiceId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A client's request for a session, before anybody accepted it.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct BookingRequestId(Guid Value) : ITypedId<BookingRequestId>
{
    /// <inheritdoc/>
    public static BookingRequestId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static BookingRequestId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BookingRequestId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A booking of any channel.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct BookingId(Guid Value) : ITypedId<BookingId>
{
    /// <inheritdoc/>
    public static BookingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static BookingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BookingId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What stands good for a booking's price: money, a credit, a package visit or direct pay of zero.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct CoverId(Guid Value) : ITypedId<CoverId>
{
    /// <inheritdoc/>
    public static CoverId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static CoverId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CoverId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>The session a confirmed booking is held in.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static SessionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>An issued document: receipt, invoice, credit note.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct DocumentId(Guid Value) : ITypedId<DocumentId>
{
    /// <inheritdoc/>
    public static DocumentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static DocumentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DocumentId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A payment into a client's wallet.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct TopUpId(Guid Value) : ITypedId<TopUpId>
{
    /// <inheritdoc/>
    public static TopUpId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static TopUpId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TopUpId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One balanced transaction of the ledger.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct JournalId(Guid Value) : ITypedId<JournalId>
{
    /// <inheritdoc/>
    public static JournalId From(Guid value) => new(value);

    /// <inheritdoc/>
    public static JournalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JournalId result)
    {
        var ok = Guid.TryParse(s, out var id);
        result = new(id);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
