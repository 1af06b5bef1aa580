using System.Collections.Frozen;
using System.Globalization;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>How the weighted digits of an account are summed.</summary>
internal enum UkModulusMethod
{
    /// <summary>The sum of the products, divided by ten.</summary>
    Mod10,

    /// <summary>The sum of the products, divided by eleven.</summary>
    Mod11,

    /// <summary>The sum of the products' digits, divided by ten.</summary>
    DblAl,
}

/// <summary>A row of Vocalink's table: how the accounts of a range of sort codes are checked.</summary>
/// <param name="From">First sort code.</param>
/// <param name="To">Last sort code.</param>
/// <param name="Method">How the digits are summed.</param>
/// <param name="Weights">Fourteen: six for the sort code, eight for the account.</param>
/// <param name="Exception">1 to 14, or 0.</param>
internal sealed record UkModulusRow(int From, int To, UkModulusMethod Method, int[] Weights, int Exception);

/// <summary>
/// Vocalink's two tables, which banks change a few times a year: files of one's own replace the ones within.
/// </summary>
internal sealed class UkModulusTable
{
    private readonly UkModulusRow[] rows;
    private readonly FrozenDictionary<string, string> substitutes;

    private UkModulusTable(IEnumerable<UkModulusRow> rows, IEnumerable<KeyValuePair<string, string>> substitutes)
    {
        this.rows = [.. rows];
        this.substitutes = substitutes.ToFrozenDictionary();
    }

    /// <summary>
    /// The tables of these files, or of the ones within where none is named; a broken line stops the start.
    /// </summary>
    public static UkModulusTable Load(string? modulusFile, string? substitutionFile) =>
        new(
            Lines(modulusFile, "valacdos.txt").Select(Row),
            Lines(substitutionFile, "scsubtab.txt").Select(x => KeyValuePair.Create(x[0], x[1]))
        );

    /// <summary>One row or two that apply; none for a sort code that cannot be checked.</summary>
    public IReadOnlyList<UkModulusRow> Of(string sortCode)
    {
        var code = int.Parse(sortCode, NumberStyles.None, CultureInfo.InvariantCulture);
        return [.. rows.Where(x => x.From <= code && code <= x.To)];
    }

    /// <summary>The sort code that stands in for this one in the sum (exception 5).</summary>
    public string Substitute(string sortCode) => substitutes.GetValueOrDefault(sortCode, sortCode);

    private static IEnumerable<string[]> Lines(string? file, string own)
    {
        using var text = string.IsNullOrWhiteSpace(file)
            ? new StreamReader(typeof(UkModulusTable).Assembly.GetManifestResourceStream(own)!)
            : new StreamReader(file);
        while (text.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    private static UkModulusRow Row(string[] words) =>
        new(
            Number(words[0]),
            Number(words[1]),
            Enum.Parse<UkModulusMethod>(words[2], ignoreCase: true),
            [.. words[3..17].Select(Number)],
            words.Length > 17 ? Number(words[17]) : 0
        );

    private static int Number(string word) =>
        int.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
