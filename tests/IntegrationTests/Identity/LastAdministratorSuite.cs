using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.Staff;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>However administrators turn on each other, one is left; and the host makes the first.</summary>
public abstract class LastAdministratorSuite(Engine engine) : AuthorityStage(engine)
{
    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task Of_administrators_who_remove_each_other_at_once_one_is_left()
    {
        var crowd = new List<(TestPerson Person, HttpClient Api)> { (First, FirstApi), (Second, SecondApi) };
        for (var round = 0; round < 6; round++)
        {
            // Three or two in turns; each removes every other, by either way, all at the same moment.
            while (crowd.Count < 2 + (round % 2))
            {
                var fresh = await App.Staff(Roles.PlatformAdmin);
                crowd.Add((fresh, await App.Client(fresh)));
            }

            var attacks =
                from one in crowd
                from other in crowd
                where one.Person != other.Person
                select Remove(one.Api, other.Person.Id, byRole: (round + crowd.IndexOf(one)) % 2 == 0);
            var answers = await Task.WhenAll(attacks.ToList());
            answers.ShouldContain(HttpStatusCode.OK);
            answers.ShouldAllBe(x =>
                x == HttpStatusCode.OK
                || x == HttpStatusCode.Forbidden
                || x == HttpStatusCode.Unauthorized
                || x == HttpStatusCode.Conflict
            );
            var left = (await App.Send(new ListRoleHolders(Roles.PlatformAdmin))).Value;
            left.Count.ShouldBeGreaterThanOrEqualTo(1);
            crowd.RemoveAll(x => !left.Contains(x.Person.Id));
            crowd.Count.ShouldBe(left.Count);
        }
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task The_last_administrator_is_neither_stopped_nor_removed_not_even_by_the_platform()
    {
        var gone = await TelehealthApp.Send(
            FirstApi,
            HttpMethod.Post,
            $"identity/people/{Second.Id}/suspend",
            new { Reason = "Left us" }
        );
        gone.EnsureSuccessStatusCode();
        var own = await TelehealthApp.Send(
            FirstApi,
            HttpMethod.Post,
            $"identity/people/{First.Id}/suspend",
            new { Reason = "Left us" }
        );
        await Refused(own, HttpStatusCode.UnprocessableEntity, "identity.own-account");
        var stopped = await App.Send(new SuspendAccount(First.Id, "Left us"));
        stopped.Error!.Code.ShouldBe("identity.last-administrator");
        var taken = await App.Send(new RevokeRole(First.Id, Roles.PlatformAdmin));
        taken.Error!.Code.ShouldBe("identity.last-administrator");
        (await App.Send(new ReinstateAccount(Second.Id))).Error.ShouldBeNull();
        (await RolesOf(FirstApi, First.Id)).ShouldBe([Roles.PlatformAdmin]);
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task A_proposal_counts_only_while_whoever_made_it_is_an_administrator()
    {
        var person = await App.Staff(Roles.Concierge);
        var asked = await TelehealthApp.Read(await Propose(FirstApi, person.Id, Roles.Finance));
        (await Role(SecondApi, HttpMethod.Delete, First.Id, Roles.PlatformAdmin)).EnsureSuccessStatusCode();
        await Refused(await TryApprove(SecondApi, asked.Text("id")), HttpStatusCode.Conflict, "identity.proposer-left");
        await Refused(
            await TelehealthApp.Send(SecondApi, HttpMethod.Post, $"identity/role-proposals/{Ids.New()}/decline"),
            HttpStatusCode.NotFound,
            "identity.proposal-unknown"
        );
        (await RolesOf(SecondApi, person.Id)).ShouldBe([Roles.Concierge]);
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task The_host_makes_an_administrator_and_it_is_in_the_audit_and_told()
    {
        var host = Actor.System("host");
        var made = await App.Send(Install("first.of.all@example.org"), host);
        (await RolesOf(FirstApi, made.Value.PersonId)).ShouldBe([Roles.PlatformAdmin]);
        (await Lines($"person:{made.Value.PersonId}")).ShouldBe([
            ("system:host", "staff.created"),
            ("system:host", "role.granted.platform-admin"),
        ]);
        (await MailsTo(First)).ShouldContain("An account was opened for somebody who works for us.");

        // An account that is there becomes one, and begins a lineage of its own.
        var client = await App.SignUpClient();
        (await App.Send(Install(client.Email), host)).Value.PersonId.ShouldBe(client.Id);
        (await RolesOf(FirstApi, client.Id)).ShouldBe([Roles.Client, Roles.PlatformAdmin]);
        (await MailsTo(client)).ShouldContain("You hold the role of platform administrator now.");
        (
            await App.Send(Install("nobody@example.org"), Actor.OfPerson(First.Id, Roles.PlatformAdmin))
        ).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    private static InstallAdministrator Install(string email) =>
        new(email, "Łucja Þórunn", "GB", "Europe/London", "en-GB");

    private static async Task<HttpStatusCode> Remove(HttpClient api, PersonId whom, bool byRole)
    {
        using var answer = byRole
            ? await Role(api, HttpMethod.Delete, whom, Roles.PlatformAdmin)
            : await TelehealthApp.Send(
                api,
                HttpMethod.Post,
                $"identity/people/{whom}/suspend",
                new { Reason = "Left us" }
            );
        return answer.StatusCode;
    }
}

public sealed class LastAdministratorOnSqlite() : LastAdministratorSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class LastAdministratorOnPostgres() : LastAdministratorSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class LastAdministratorOnSqlServer() : LastAdministratorSuite(Engine.SqlServer);
