using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

/// <summary>
/// A journal and its lines in one round trip, past the change tracker: they are never changed, so there is nothing to
/// track, and every session of the platform comes by here.
/// </summary>
internal static class JournalInsert
{
    private static readonly ConcurrentDictionary<int, string> Statements = new();

    /// <summary>
    /// Inserts it. Should somebody have posted the same outside fact meanwhile, the whole command runs again and finds
    /// it: the pipeline re-runs what a concurrency conflict stopped.
    /// </summary>
    public static async Task Run(WalletDbContext db, Journal journal, CancellationToken ct)
    {
        try
        {
            var sql = Statements.GetOrAdd(journal.Postings.Count, Statement);
            await db.Database.ExecuteSqlRawAsync(sql, Values(journal)!, ct);
        }
        catch (DbException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("Somebody posted this already; look again.", e);
        }
    }

    private static string Statement(int lines)
    {
        var sql = new StringBuilder(
            """
            INSERT INTO wallet_journals ("Id", "Source", "ExternalId", "BusinessAt", "Reason", "RecordedAtMicros",
            "BookingNumber", "ReversesId") VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7});
            INSERT INTO wallet_postings ("JournalId", "Line", "Account", "Commodity", "AmountMinor") VALUES
            """
        );
        for (var line = 0; line < lines; line++)
        {
            var at = 8 + (line * 4);
            sql.Append(line == 0 ? " " : ", ")
                .Append(CultureInfo.InvariantCulture, $"({{0}}, {{{at}}}, {{{at + 1}}}, {{{at + 2}}}, {{{at + 3}}})");
        }

        return sql.ToString();
    }

    private static object?[] Values(Journal journal)
    {
        var values = new object?[8 + (journal.Postings.Count * 4)];
        values[0] = journal.Id.Value;
        values[1] = journal.Source;
        values[2] = journal.ExternalId;
        values[3] = Micros.Of(journal.BusinessAt);
        values[4] = journal.Reason;
        values[5] = journal.RecordedAtMicros;
        values[6] = journal.BookingNumber;
        values[7] = journal.ReversesId?.Value;
        var at = 8;
        foreach (var line in journal.Postings)
        {
            values[at++] = line.Line;
            values[at++] = line.Account;
            values[at++] = line.Commodity;
            values[at++] = line.AmountMinor;
        }

        return values;
    }
}
