using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

internal sealed class ExportLedgerHandler(WalletDbContext db) : IQueryHandler<ExportLedger, LedgerExport>
{
    public async Task<Result<LedgerExport>> Handle(ExportLedger query, CancellationToken ct)
    {
        // One statement, so that a running system's export is of one moment.
        var rows = await (
            from posting in db.Postings
            join journal in db.Journals on posting.JournalId equals journal.Id
            orderby journal.BusinessAt, posting.JournalId, posting.Line
            select new HledgerLine(
                journal.Id,
                journal.BusinessAt,
                journal.Source,
                journal.ExternalId,
                journal.Reason,
                posting.Account,
                posting.Commodity,
                posting.AmountMinor
            )
        ).ToListAsync(ct);
        return new LedgerExport(HledgerJournal.Write(rows), rows.DistinctBy(x => x.Journal).Count());
    }
}

/// <summary>One posting with what its transaction's heading needs.</summary>
internal sealed record HledgerLine(
    JournalId Journal,
    Instant At,
    string Source,
    string ExternalId,
    string Reason,
    string Account,
    string Commodity,
    long AmountMinor
);

/// <summary>
/// Writes hledger's journal format. Every line asserts the balance its account has after it, so that another program
/// that reads the file proves each of our running balances.
/// </summary>
internal static class HledgerJournal
{
    public static string Write(IReadOnlyList<HledgerLine> lines)
    {
        var text = new StringBuilder("; Telehealth ledger. Debits above zero, credits below. Dates in UTC.\n");
        foreach (var commodity in lines.Select(x => x.Commodity).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("commodity ").Append(Amount(commodity, 100_000, forceMark: true)).Append('\n');
        }

        foreach (var account in lines.Select(x => x.Account).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("account ").Append(account).Append('\n');
        }

        var balances = new Dictionary<(string, string), long>();
        foreach (var journal in lines.GroupBy(x => x.Journal))
        {
            Heading(text, journal.First());
            foreach (var line in journal)
            {
                var key = (line.Account, line.Commodity);
                balances[key] = checked(balances.GetValueOrDefault(key) + line.AmountMinor);
                text.Append("    ")
                    .Append(line.Account)
                    .Append("  ")
                    .Append(Amount(line.Commodity, line.AmountMinor))
                    .Append(" = ")
                    .Append(Amount(line.Commodity, balances[key]))
                    .Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Heading(StringBuilder text, HledgerLine first) =>
        text.Append('\n')
            .Append(LocalDatePattern.Iso.Format(first.At.InUtc().Date))
            .Append(" * (")
            .Append(first.Journal)
            .Append(") ")
            // A semicolon would begin a comment, a line break the next line.
            .Append(first.Reason.Replace(';', ',').ReplaceLineEndings(" "))
            .Append("  ; idem:")
            .Append(first.Source)
            .Append('/')
            .Append(first.ExternalId)
            .Append('\n');

    private static string Amount(string commodity, long minor, bool forceMark = false)
    {
        var digits = Currency.TryParse(commodity, out var currency)
            ? new Money(minor, currency).ToPlainString()
            : minor.ToString(CultureInfo.InvariantCulture);
        return $"{commodity} {digits}{(forceMark && !digits.Contains('.') ? "." : "")}";
    }
}
