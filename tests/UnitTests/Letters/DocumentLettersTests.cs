using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Documents;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Testing;
using Telehealth.UnitTests.Receipts;

namespace Telehealth.UnitTests.Letters;

/// <summary>What documents can print: one table, as the fonts have it.</summary>
public sealed class DocumentLettersTests
{
    private static readonly FontLibrary Fonts = FontLibrary.Load(Path.Combine(AppContext.BaseDirectory, "fonts"));

    private static readonly FontFace[] Faces = [Fonts.Regular, Fonts.Bold];

    [Fact]
    [Rule("RCP-06", Part = "letters")]
    public void The_table_is_what_both_faces_have()
    {
        // Without an assertion for each: there are 65,000.
        Enumerable
            .Range(0x20, SafeText.Replacement - 0x20)
            .Where(x => Faces.Any(face => face.Has((char)x) != DocumentLetters.Has((char)x)))
            .Select(x => $"U+{x:X4}")
            .ShouldBeEmpty();
    }

    [Fact]
    [Rule("RCP-06", Part = "languages")]
    [Rule("RCP-06", Part = "letters")]
    public void Names_of_served_languages_are_carried_and_come_back_from_the_pdf()
    {
        foreach (var name in WorldNames.Carried)
        {
            DocumentLetters.CanCarry(name).ShouldBeTrue(name);
            SampleDocuments.Text(name).ShouldContain(name.Normalize(NormalizationForm.FormC));
        }
    }

    [Fact]
    [Rule("RCP-06", Part = "letters")]
    public void What_cannot_be_carried_is_known_before_and_is_never_printed()
    {
        foreach (var (name, latin) in WorldNames.NotCarried)
        {
            DocumentLetters.CanCarry(name).ShouldBeFalse(name);
            DocumentLetters.CanCarry(latin).ShouldBeTrue(latin);
            Should.Throw<InvalidOperationException>(() => SampleDocuments.Pdf(SampleDocuments.Receipt(name)));
            Should.Throw<InvalidOperationException>(() =>
                SampleDocuments.Pdf(SampleDocuments.Receipt() with { Lines = [new(name, null, 1, 100, 100, "", 100)] })
            );
        }

        foreach (var text in (string[])["Ana\uFFFD", "\uD800", "a\uDC00", "\u0301a", "a\u0007"])
        {
            DocumentLetters.CanCarry(text).ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_country_has_a_name_that_is_carried() =>
        System
            .Globalization.CultureInfo.GetCultures(System.Globalization.CultureTypes.SpecificCultures)
            .Select(x => new System.Globalization.RegionInfo(x.Name).TwoLetterISORegionName)
            .Distinct()
            .Select(Letterhead.CountryName)
            .ShouldAllBe(x => DocumentLetters.CanCarry(x));

    [Property(MaxTest = 2000)]
    [Rule("RCP-06", Part = "letters")]
    public Property What_is_said_to_be_carried_is_laid_out_without_a_sign_of_loss() =>
        Prop.ForAll(
            Gen.ArrayOf(
                    Gen.Frequency(
                        (4, Gen.Elements("aZőỹŁþ \u0301\u0323\u0302\u0308\u200D\u202E-’€".ToCharArray())),
                        (1, Gen.Choose(0, char.MaxValue).Select(x => (char)x))
                    )
                )
                .Select(x => new string(x))
                .ToArbitrary(),
            text =>
            {
                var lost = Faces.Any(x => SafeText.Clean(text, x).Contains(SafeText.Replacement));
                return !(DocumentLetters.CanCarry(text) && lost);
            }
        );
}
