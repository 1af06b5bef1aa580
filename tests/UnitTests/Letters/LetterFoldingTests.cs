using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Letters;

/// <summary>One table of letters for finding names, for banks and for names of files.</summary>
public sealed class LetterFoldingTests
{
    [Theory]
    [InlineData("Þórdís", "thordis")]
    [InlineData("ÞÓRÐUR", "thordur")]
    [InlineData("D’Arcy", "d'arcy")]
    [InlineData("O'Brien", "oʼbrien")]
    [InlineData("O‘Brien", "OBRIEN")]
    [InlineData("Anna-Maria", "anna maria")]
    [InlineData("Anna‑Maria", "ANNA – MARIA")]
    [InlineData("Łódź Æther", "lodz aether")]
    [InlineData("Günther Groß", "gunther gross")]
    [InlineData("Nguyễn Thị Đào", "nguyen thi dao")]
    [InlineData("İnönü Işık", "inonu isik")]
    [InlineData("Ｗang\u00A0\u3000№ 5", "wang no 5")]
    [InlineData("王 秀英", "王 秀英")]
    [InlineData("김민준", "김민준")]
    public void Two_spellings_are_one_name(string one, string other) =>
        LetterFolding.Search(one).ShouldBe(LetterFolding.Search(other));

    [Theory]
    [InlineData("Þórdís d’Arcy-Łącka", "Thordis d'Arcy-Lacka")]
    [InlineData("ÞÓR ßeta ẞETA", "THOR sseta SSETA")]
    [InlineData("„Zoë“ ﬁ № Ⅳ", "\"Zoe\" fi No IV")]
    [InlineData("王秀英", "王秀英")]
    public void Latin_keeps_capitals_and_what_has_no_latin(string text, string latin) =>
        LetterFolding.Latin(text).ShouldBe(latin);

    [Theory]
    [InlineData("Þórdís d’Arcy.pdf", "Thordis-dArcy.pdf")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("Rechnung № 5/2027 (Groß).csv", "Rechnung-No-5-2027-Gross-.csv")]
    [InlineData("王秀英", "file")]
    [InlineData("\u202Egpj.exe\0\r\n", "gpj.exe")]
    [InlineData("withdrawals.csv", "withdrawals.csv")]
    public void A_file_name_is_plain(string text, string name) => LetterFolding.FileName(text).ShouldBe(name);

    [Fact]
    public void Every_character_there_is_folds_into_the_allowed_set_and_folding_again_changes_nothing()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            Holds($"a{(char)code}B").ShouldBeTrue($"U+{code:X4}");
        }
    }

    [Property(MaxTest = 2000)]
    public Property Whatever_is_typed_folds_into_the_allowed_set_and_folding_again_changes_nothing() =>
        Prop.ForAll(Texts(), Holds);

    [Fact]
    public void Names_reach_banks_and_files_whole()
    {
        foreach (var name in WorldNames.Carried.Concat(WorldNames.NotCarried.Select(x => x.InLatin)))
        {
            LatinText.CanWrite(name).ShouldBeTrue(name);
            LatinText.Of(name, 140).ShouldMatch("^[A-Za-z' -]+$");
            LetterFolding.FileName(name).ShouldMatch("^[A-Za-z-]+$");
        }

        WorldNames.NotCarried.ShouldAllBe(x => !LatinText.CanWrite(x.Name) || x.Name.StartsWith('Z'));
    }

    private static bool Holds(string text)
    {
        var (latin, search, file) = (
            LetterFolding.Latin(text),
            LetterFolding.Search(text),
            LetterFolding.FileName(text)
        );
        return LetterFolding.Latin(latin) == latin
            && LetterFolding.Search(search) == search
            && LetterFolding.Search(text.ToUpperInvariant()).Length > 0 == search.Length > 0
            && search.EnumerateRunes().All(IsFound)
            && search == search.Trim()
            && !search.Contains("  ", StringComparison.Ordinal)
            && LetterFolding.FileName(file) == file
            && file.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '-' or '_')
            && file.Length > 0
            && LatinText.Of(LatinText.Of(text, 70), 70) == LatinText.Of(text, 70);
    }

    private static bool IsFound(System.Text.Rune x) =>
        x.Value == ' '
        || System.Text.Rune.IsLetterOrDigit(x)
        || System.Text.Rune.GetUnicodeCategory(x) == System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // Letters of many scripts, accents, signs, halves of characters: what people paste.
    private static Arbitrary<string> Texts()
    {
        var any = Gen.Choose(0, char.MaxValue).Select(x => (char)x);
        var usual = Gen.Elements("ÞþÐðßẞŁłØøĐđÆæŒœ’‘'-–— \u0301\u0323\u200Dabz王ש한ी.·´`№Ａﬁ".ToCharArray());
        return Gen.ArrayOf(Gen.Frequency((3, usual), (1, any))).Select(x => new string(x)).ToArbitrary();
    }
}
