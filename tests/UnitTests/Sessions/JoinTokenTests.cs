using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Domain;

namespace Telehealth.UnitTests.Sessions;

public sealed class JoinTokenTests
{
    [Fact]
    public void A_token_fits_its_person_and_its_session_alone()
    {
        var key = JoinToken.NewKey();
        var person = new PersonId(Ids.New());
        var token = JoinToken.Of(key, person);
        JoinToken.Of(key, person).ShouldBe(token);
        JoinToken.Fits(token, key, person).ShouldBeTrue();
        JoinToken.Fits(token, key, new PersonId(Ids.New())).ShouldBeFalse();
        JoinToken.Fits(token, JoinToken.NewKey(), person).ShouldBeFalse();
        JoinToken.Fits(null, key, person).ShouldBeFalse();
        JoinToken.Fits(token[..42] + "é", key, person).ShouldBeFalse();
        token.Length.ShouldBe(43);
    }

    [Fact]
    public void A_guests_fresh_link_has_a_token_of_its_own_and_the_earlier_fits_no_more()
    {
        var key = JoinToken.NewKey();
        var person = new PersonId(Ids.New());
        var tokens = Enumerable.Range(0, 6).Select(x => JoinToken.Of(key, person, x)).ToList();
        tokens.ShouldBeUnique();
        for (var link = 0; link < tokens.Count; link++)
        {
            tokens.Where(x => JoinToken.Fits(x, key, person, link)).ShouldBe([tokens[link]]);
        }
    }
}
