using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Clearance;
using Telehealth.IntegrationTests.Marketplace;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>Files, decisions and who may make them.</summary>
public abstract class ClearanceSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    [Rule("MKT-02", Part = "decision")]
    [Rule("COM-01", Part = "application")]
    public async Task A_reviewer_grants_and_withdraws_and_the_log_says_who_when_and_why()
    {
        var provider = await Applicant();
        var staff = await App.Staff(Roles.ComplianceReviewer);
        var reviewer = await App.Client(staff);
        var waiting = await Read<Page<ClearanceFileItem>>(reviewer, "compliance/clearance-files");
        waiting.Items.Single().ProviderId.ShouldBe(provider);
        (await App.Send(new GetClearance(provider))).Value.Cleared.ShouldBeFalse();

        var path = $"compliance/clearance-files/{provider}";
        await Success<ClearanceDecidedAnswer>(
            await Post(reviewer, $"{path}/grant", new GrantClearanceBody("DBS seen"))
        );
        (await App.Send(new GetClearance(provider))).Value.ShouldBe(new Clearance(provider, true, 1));
        var twice = await Post(reviewer, $"{path}/grant", new GrantClearanceBody());
        (await Refusal(twice, HttpStatusCode.Conflict)).ShouldBe("compliance.not-awaiting");
        (await Post(reviewer, $"{path}/withdraw", new WithdrawClearanceBody(" "))).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        await Success<ClearanceDecidedAnswer>(
            await Post(reviewer, $"{path}/withdraw", new WithdrawClearanceBody("Lapsed"))
        );

        var file = await Read<ClearanceFileAnswer>(reviewer, path);
        file.State.ShouldBe(ClearanceState.Withdrawn);
        file.RegistrationBody.ShouldBe("BACP");
        file.Decisions.Select(x => (x.Number, x.State, x.DecidedBy, x.Reason))
            .ShouldBe([
                (1L, ClearanceState.Granted, staff.Id, "DBS seen"),
                (2L, ClearanceState.Withdrawn, staff.Id, "Lapsed"),
            ]);
        (await Read<Page<ClearanceFileItem>>(reviewer, "compliance/clearance-files")).Items.ShouldBeEmpty();
    }

    [EngineFact]
    public async Task Nobody_but_a_reviewer_sees_or_decides()
    {
        var provider = await Applicant();
        foreach (var http in new[] { await NewClient(0), await App.Client(await App.Staff(Roles.Finance)) })
        {
            var path = $"compliance/clearance-files/{provider}";
            (await http.GetAsync($"{Api}/compliance/clearance-files")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await http.GetAsync($"{Api}/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Post(http, $"{path}/grant", new GrantClearanceBody())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var reviewer = await App.Client(await App.Staff(Roles.ComplianceReviewer));
        var unknown = await Post(reviewer, $"compliance/clearance-files/{Ids.New()}/grant", new GrantClearanceBody());
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    public async Task A_provider_that_lost_clearance_applies_again_and_waits_again()
    {
        var practice = await ListedProvider();
        await Withdraw(practice.Id);
        await Success<MyProfileAnswer>(await Post(practice.Http, "marketplace/providers/me/apply"));
        await App.Drain();
        (await Read<SearchAnswer>(App.Http, "marketplace/providers")).Total.ShouldBe(0);
        await Grant(practice.Id);
        (await Read<SearchAnswer>(App.Http, "marketplace/providers")).Total.ShouldBe(1);
    }

    [EngineFact]
    [Rule("MKT-02", Part = "decision")]
    public async Task A_reviewer_does_not_decide_about_her_own_file()
    {
        var person = await App.SignUpProvider();
        var http = await App.Client(person);
        await Success<MyProfileAnswer>(await Put(http, "marketplace/providers/me/profile", Profile()));
        await Success<MyProfileAnswer>(await Post(http, "marketplace/providers/me/apply"));
        await App.Drain();
        var reviewer = Actor.OfPerson(person.Id, Roles.Provider, Roles.ComplianceReviewer);
        var path = $"compliance/clearance-files/{person.Id}";
        var grants = await App.Send(new DecideClearance(ProviderId.Of(person.Id), Grant: true, null), reviewer);
        grants.Error!.Code.ShouldBe("compliance.own-file");

        // At the door as well, whoever asks by an own id.
        var staff = await App.Staff(Roles.ComplianceReviewer);
        var door = await App.Client(staff);
        foreach (var step in new object[] { new GrantClearanceBody(), new WithdrawClearanceBody("Lapsed") })
        {
            var verb = step is GrantClearanceBody ? "grant" : "withdraw";
            var own = await Post(door, $"compliance/clearance-files/{staff.Id}/{verb}", step);
            (await Refusal(own, HttpStatusCode.Forbidden)).ShouldBe("compliance.own-file");
        }

        (await Read<ClearanceFileAnswer>(door, path)).State.ShouldBe(ClearanceState.Awaiting);
        (await App.Send(new GetClearance(ProviderId.Of(person.Id)))).Value.Cleared.ShouldBeFalse();
    }

    private async Task<ProviderId> Applicant()
    {
        var person = await App.SignUpProvider();
        var http = await App.Client(person);
        await Success<MyProfileAnswer>(await Put(http, "marketplace/providers/me/profile", Profile()));
        await Success<MyProfileAnswer>(await Post(http, "marketplace/providers/me/apply"));
        await App.Drain();
        return ProviderId.Of(person.Id);
    }
}

public sealed class ClearanceOnSqlite() : ClearanceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ClearanceOnPostgres() : ClearanceSuite(Engine.Postgres);
