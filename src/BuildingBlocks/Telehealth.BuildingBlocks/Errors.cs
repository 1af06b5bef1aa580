namespace Telehealth.BuildingBlocks;

/// <summary>How an error is answered over HTTP; one switch in the infrastructure maps it to a status code.</summary>
public enum ErrorKind
{
    /// <summary>400: the request's own shape is wrong; <see cref="Error.Fields"/> says where.</summary>
    Validation,

    /// <summary>401: nobody is signed in.</summary>
    Unauthenticated,

    /// <summary>403: the actor lacks the permission.</summary>
    Forbidden,

    /// <summary>404: it does not exist, or not for this actor.</summary>
    NotFound,

    /// <summary>409: the state of the thing does not allow it, or somebody was faster.</summary>
    Conflict,

    /// <summary>412: the version named in If-Match is not the current one.</summary>
    PreconditionFailed,

    /// <summary>422: well formed, but a business rule refuses it.</summary>
    Unprocessable,

    /// <summary>503: try again later; never stored as the answer of a command.</summary>
    Unavailable,
}

/// <summary>A refusal with a stable code. Exceptions are bugs; everything a caller can cause is an error.</summary>
/// <param name="Code">Stable, <c>module.kebab-case</c>; listed in <c>docs/errors.md</c>.</param>
/// <param name="Kind">How it is answered over HTTP.</param>
/// <param name="Message">A sentence for a person: what happened and what to do next. No personal data.</param>
public sealed record Error(string Code, ErrorKind Kind, string Message)
{
    /// <summary>Messages per field (camelCase path), for forms; empty unless the kind is Validation.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Extra members of the problem document, such as the times still possible.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();

    /// <summary>The request's shape is wrong in one field.</summary>
    public static Error Invalid(string code, string field, string message) =>
        new(code, ErrorKind.Validation, message) { Fields = new Dictionary<string, string[]> { [field] = [message] } };

    /// <summary>It does not exist, or not for this actor (design: another person's id answers 404).</summary>
    public static Error NotFound(string code, string message) => new(code, ErrorKind.NotFound, message);

    /// <summary>The state does not allow it, or somebody was faster.</summary>
    public static Error Conflict(string code, string message) => new(code, ErrorKind.Conflict, message);

    /// <summary>Well formed, but a business rule refuses it.</summary>
    public static Error Refused(string code, string message) => new(code, ErrorKind.Unprocessable, message);

    /// <summary>The actor lacks the permission.</summary>
    public static Error Forbidden(string code, string message) => new(code, ErrorKind.Forbidden, message);

    /// <summary>Try again later.</summary>
    public static Error Unavailable(string code, string message) => new(code, ErrorKind.Unavailable, message);

    /// <summary>The same error carrying one more member for the problem document.</summary>
    public Error With(string name, object? value) =>
        this with
        {
            Details = new Dictionary<string, object?>(Details) { [name] = value },
        };
}
