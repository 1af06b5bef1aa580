using Telehealth.Identity.Domain;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Identity;

/// <summary>Passwords that people and attackers try first are refused (ASVS 5.0, 6.2.4).</summary>
public sealed class PasswordRulesTests
{
    private const string Email = "somebody@example.org";

    [Theory]
    [InlineData("basketball")]
    [InlineData("BasketBall")]
    [InlineData("b4sketb4ll")]
    [InlineData("Basketball2027!")]
    [InlineData("hellokitty")]
    [InlineData("H3ll0K1tty")]
    [InlineData("christopher")]
    [InlineData("Chr1$t0pher99")]
    [InlineData("iloveyou2026")]
    [InlineData("p@$$w0rd2026")]
    [InlineData("dragondragon")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("1234567890")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("Therapist2027")]
    public void A_password_everybody_tries_first_is_refused(string password) =>
        PasswordRules.Fault(password, Email).ShouldNotBeNull().ShouldContain("many people");

    [Fact]
    public void Each_of_the_commonest_of_ten_and_more_characters_is_refused()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(
            "Telehealth.Identity.common-passwords.txt"
        )!;
        using var reader = new StreamReader(stream);
        var known = reader.ReadToEnd().Split('\n').Where(x => x.Length >= PasswordRules.Shortest).ToList();
        known.Count.ShouldBeGreaterThan(5_000);
        known.Where(x => PasswordRules.Fault(x, Email) is null).ShouldBeEmpty();
        known.Where(x => PasswordRules.Fault(x.ToUpperInvariant(), Email) is null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a long enough phrase")]
    [InlineData("correct horse battery")]
    [InlineData("Zażółć gęślą jaźń")]
    [InlineData("mưa rào tháng tám")]
    [InlineData("kettle-marmot-31-plinth")]
    [InlineData("x8#Kd02!mQzv")]
    public void A_phrase_of_ones_own_is_taken(string password) => PasswordRules.Fault(password, Email).ShouldBeNull();

    [Fact]
    public void A_password_with_the_own_address_in_it_is_refused() =>
        PasswordRules.Fault("my-Somebody-phrase", Email).ShouldNotBeNull().ShouldContain("email address");
}
