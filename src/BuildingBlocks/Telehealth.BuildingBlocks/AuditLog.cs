namespace Telehealth.BuildingBlocks;

/// <summary>One line for the chained audit: ids only, no names, no text.</summary>
/// <param name="Action">What is about to be done, such as <c>role.granted.finance</c>; at most 60 characters.</param>
/// <param name="Subject">What it is done to, such as <c>person:{id}</c>; at most 100 characters.</param>
public sealed record AuditLine(string Action, string Subject);

/// <summary>
/// The chained audit (COM-09) as a port: Compliance keeps it, and modules that Compliance itself asks, or that have
/// nothing else to ask of it, write to it through here.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Writes the lines in a transaction of its own, as the current actor. Called before the caller's transaction
    /// begins: what cannot be written down does not happen, and a line without its effect is an attempt that failed.
    /// </summary>
    /// <param name="key">Idempotency key of this step, so that a command that runs again writes no second line.</param>
    /// <param name="ct">Stops the call.</param>
    /// <param name="lines">The lines, in order; none is fine.</param>
    /// <returns>The refusal that must stop the caller, or null.</returns>
    Task<Error?> Record(string key, CancellationToken ct, params IReadOnlyList<AuditLine> lines);
}
