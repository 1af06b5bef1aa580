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
}
