using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>What stops the host from starting, in words that say what to do.</summary>
internal static class StartupErrors
{
    public const int ExitCode = 2;

    /// <summary>The words, or null when it is a bug and the stack trace is what helps.</summary>
    public static string? Explain(Exception exception) =>
        Chain(exception).Select(One).FirstOrDefault(words => words is not null);

    private static string? One(Exception exception) =>
        exception switch
        {
            InvalidConfigurationException e => $"Telehealth cannot start: {e.Message}",
            OptionsValidationException e => $"Telehealth cannot start: {string.Join(" ", e.Failures)}",
            AddressInUseException e =>
                $"Telehealth cannot start: another program listens there ({e.Message}). {Elsewhere}",
            IOException e when e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) =>
                $"Telehealth cannot start: another program listens at its address. {Elsewhere}",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                "Telehealth cannot start: this account may not listen at that address. "
                    + "Choose a port above 1024 with --urls.",
            DatabaseBusyException => Locked,
            SqliteException e when DbErrors.IsBusy(e) => Locked,
            DbException e => $"Telehealth cannot start: the database does not answer ({FirstLine(e.Message)}). "
                + "Check Database:Engine, Database:ConnectionString and that the server runs.",
            // Settings bound by the framework, and a settings file it cannot read.
            InvalidOperationException e when e.Message.StartsWith("Failed to convert", StringComparison.Ordinal) =>
                $"Telehealth cannot start: {FirstLine(e.Message)} {Readme}",
            InvalidDataException e when e.Message.StartsWith("Failed to load config", StringComparison.Ordinal) =>
                $"Telehealth cannot start: {FirstLine(e.Message)} {FirstLine(e.InnerException?.Message ?? "")}",
            UnauthorizedAccessException e => $"Telehealth cannot start: {FirstLine(e.Message)}",
            _ => null,
        };

    private const string Locked =
        "Telehealth cannot start: another program keeps the database locked. Stop it (perhaps a second Telehealth, "
        + "or an open database tool), or name another file with --Database:ConnectionString=\"Data Source=other.db\".";

    private const string Readme = "README lists every setting and what it takes.";

    private const string Elsewhere = "Stop it, or choose another address: --urls http://127.0.0.1:5081";

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
