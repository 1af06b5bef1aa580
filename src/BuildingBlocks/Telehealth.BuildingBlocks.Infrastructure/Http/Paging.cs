using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in a stable order.</param>
/// <param name="Next">The cursor of the next page, or null on the last one.</param>
/// <typeparam name="T">An item.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>
    /// A page out of one row more than asked for: the surplus row only says that there is a next page.
    /// </summary>
    public static Page<T> Of<TRow>(
        IReadOnlyList<TRow> rows,
        int limit,
        Func<TRow, T> project,
        Func<TRow, long> sequence
    ) =>
        new(
            [.. rows.Take(limit).Select(project)],
            rows.Count > limit ? Cursor.Encode(sequence(rows[limit - 1])) : null
        );
}

/// <summary>An opaque cursor: the bigint sequence of the last row seen.</summary>
public static class Cursor
{
    /// <summary>Most items a page may hold.</summary>
    public const int MostItems = 100;

    /// <summary>Items a page holds when nobody asks.</summary>
    public const int UsualItems = 25;

    /// <summary>The cursor after this row.</summary>
    public static string Encode(long sequence) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"s:{sequence.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The row a cursor stands after; false for anything we did not make.</summary>
    public static bool TryDecode(string? cursor, out long sequence)
    {
        sequence = 0;
        if (cursor is null || cursor.Length > 64 || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith("s:", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>The page size asked for, or the error that says what is allowed.</summary>
    public static Error? Check(string? after, int? limit) =>
        limit is < 1 or > MostItems ? Error.Invalid("paging.limit", "limit", $"Ask for 1 to {MostItems} items.")
        : after is not null && !TryDecode(after, out _)
            ? Error.Invalid("paging.cursor", "after", "This is not a cursor of ours; leave it out to start at the top.")
        : null;
}
