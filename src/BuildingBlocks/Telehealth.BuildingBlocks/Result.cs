namespace Telehealth.BuildingBlocks;

/// <summary>The answer of a command or query: a value or an <see cref="Error"/>.</summary>
public interface IOutcome
{
    /// <summary>The refusal, or null on success.</summary>
    Error? Error { get; }

    /// <summary>The value as an object; meaningful on success only.</summary>
    object? UntypedValue { get; }

    /// <summary>True when this is the stored answer of an earlier run with the same idempotency key.</summary>
    bool Replayed { get; }
}

/// <summary>Lets the pipeline make a result of the right type without reflection.</summary>
/// <typeparam name="TSelf">The result type itself.</typeparam>
public interface IResultFactory<TSelf> : IOutcome
    where TSelf : IResultFactory<TSelf>
{
    /// <summary>The type of the value, for reading a stored answer.</summary>
    static abstract Type ValueType { get; }

    /// <summary>A refusal.</summary>
    static abstract TSelf Refusal(Error error, bool replayed = false);

    /// <summary>A stored success.</summary>
    static abstract TSelf Stored(object? value);
}

/// <summary>A value, or the error that says why there is none.</summary>
/// <typeparam name="T">The value's type; it must survive System.Text.Json when the command is idempotent.</typeparam>
public sealed class Result<T> : IResultFactory<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error, bool replayed)
    {
        this.value = value;
        Error = error;
        Replayed = replayed;
    }

    /// <inheritdoc/>
    public Error? Error { get; }

    /// <inheritdoc/>
    public bool Replayed { get; }

    /// <summary>True when there is a value.</summary>
    public bool IsSuccess => Error is null;

    /// <summary>The value; reading it on a refusal is a bug and throws.</summary>
    public T Value =>
        Error is null ? value! : throw new InvalidOperationException($"No value: refused with {Error.Code}.");

    /// <inheritdoc/>
    public object? UntypedValue => value;

    /// <inheritdoc/>
    public static Type ValueType => typeof(T);

    /// <summary>A success.</summary>
    public static Result<T> Ok(T value) => new(value, null, false);

    /// <inheritdoc/>
    public static Result<T> Refusal(Error error, bool replayed = false) => new(default, error, replayed);

    /// <inheritdoc/>
    public static Result<T> Stored(object? value) => new((T?)value, null, true);

    /// <summary>A value is a success.</summary>
    public static implicit operator Result<T>(T value) => Ok(value);

    /// <summary>An error is a refusal.</summary>
    public static implicit operator Result<T>(Error error) => Refusal(error);

    /// <summary>The value's projection, or the same refusal.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> project) => Error is null ? project(Value) : Error;
}

/// <summary>The value of a command that has nothing to say but that it was done.</summary>
public sealed record Done
{
    /// <summary>The one value.</summary>
    public static readonly Done Value = new();
}
