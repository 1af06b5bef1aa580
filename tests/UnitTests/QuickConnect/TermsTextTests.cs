using Telehealth.QuickConnect.Domain;

namespace Telehealth.UnitTests.QuickConnect;

/// <summary>No version can be accepted that nobody can read (QCP-04).</summary>
public sealed class TermsTextTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void The_text_brought_along_names_its_version()
    {
        var terms = new TermsText(null);
        terms.Version.ShouldBe("2026-11");
        terms.Paragraphs.ShouldAllBe(x => x.Length > 20);
    }

    [Fact]
    public void An_operators_own_text_takes_its_place()
    {
        File.WriteAllText(file, "Version 2027-01\r\n\r\nRegulamin rozmowy.\r\n\r\nDrugi akapit.\r\n");
        var terms = new TermsText(file);
        terms.Version.ShouldBe("2027-01");
        terms.Paragraphs.ShouldBe(["Regulamin rozmowy.", "Drugi akapit."]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Our terms\n\nText")]
    [InlineData("Version \n\nText")]
    [InlineData("Version 2027-01\n")]
    public void A_text_without_a_version_or_without_words_is_turned_away(string text)
    {
        File.WriteAllText(file, text);
        Should.Throw<InvalidOperationException>(() => new TermsText(file)).Message.ShouldContain("TermsFile");
    }

    public void Dispose() => File.Delete(file);
}
