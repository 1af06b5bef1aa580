using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// A table as a file for spreadsheets (RFC 4180). A text that a spreadsheet would run as a formula is given an
/// apostrophe, so that it stays a text (CWE-1236): blanks before the sign, and its wide forms, are no disguise.
/// </summary>
public sealed class Csv
{
    private readonly StringBuilder text = new();

    /// <summary>A table with these columns.</summary>
    public Csv(params IEnumerable<string> columns) => Add([.. columns]);

    /// <summary>One row: texts, numbers, money (its plain number), days and instants.</summary>
    public void Add(params object?[] cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>As a download, with the mark by which spreadsheets know UTF-8.</summary>
    public FileContentResult Download(string name) =>
        new([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8")
        {
            FileDownloadName = LetterFolding.FileName(name),
        };

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            Money money => money.ToPlainString(),
            LocalDate day => LocalDatePattern.Iso.Format(day),
            Instant at => InstantPattern.General.Format(at),
            IFormattable number and (int or long or decimal) => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Quoted(value.ToString() ?? ""),
        };

    private static string Quoted(string words)
    {
        var first = words.AsSpan().TrimStart();
        var runs = first.Length > 0 && "=+-@＝＋－＠".Contains(first[0]);
        var safe = runs || (words.Length > 0 && char.IsControl(words[0])) ? "'" + words : words;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
