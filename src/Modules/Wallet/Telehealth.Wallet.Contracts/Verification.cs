using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Contracts;

/// <summary>
/// The one invariant checker: after every integration test, after every simulation step, nightly in production and
/// behind the verb <c>verify</c>.
/// </summary>
/// <param name="AcrossModules">
/// Also compares covers with bookings, sessions and receipts. Valid only when drained; in a running system a difference
/// counts only if it stands after 5 minutes.
/// </param>
[InternalRequest]
public sealed record VerifyLedger(bool AcrossModules = true) : IQuery<VerificationReport>;

/// <summary>What was checked, and what does not agree.</summary>
/// <param name="Checks">Each invariant.</param>
public sealed record VerificationReport(IReadOnlyList<VerificationCheck> Checks)
{
    /// <summary>True when everything agrees.</summary>
    public bool Ok => Checks.All(x => x.Ok);
}

/// <summary>One invariant.</summary>
/// <param name="Name">Short and stable, such as <c>journals-balanced</c>.</param>
/// <param name="Differences">What does not agree: ids and amounts, the first 20; empty when all is well.</param>
public sealed record VerificationCheck(string Name, IReadOnlyList<string> Differences)
{
    /// <summary>True when nothing differs.</summary>
    public bool Ok => Differences.Count == 0;
}

/// <summary>
/// The whole ledger as an hledger journal, with directives and a balance assertion on every line (WAL-14).
/// </summary>
[InternalRequest]
public sealed record ExportLedger : IQuery<LedgerExport>;

/// <summary>The whole ledger as an hledger journal.</summary>
/// <param name="Text">UTF-8 text; <c>hledger -f file check --strict</c> accepts it.</param>
/// <param name="Journals">How many transactions it holds.</param>
public sealed record LedgerExport(string Text, int Journals);
