using System.Net;
using System.Net.Http.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>Who may give what to whom, and what is left of it.</summary>
public abstract class AuthoritySuite(Engine engine) : AuthorityStage(engine)
{
    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task A_grave_role_takes_two_administrators_of_two_lineages_and_leaves_its_whole_trace()
    {
        var person = await App.Staff(Roles.Support);
        foreach (var role in RoleRules.NeedSecondAdministrator)
        {
            await Refused(
                await Role(FirstApi, HttpMethod.Put, person.Id, role),
                HttpStatusCode.UnprocessableEntity,
                "identity.second-administrator-needed"
            );
        }

        var asked = await TelehealthApp.Read(await Propose(FirstApi, person.Id, Roles.SafeguardingLead));
        var id = asked.Text("id");
        await Refused(
            await Propose(SecondApi, person.Id, Roles.SafeguardingLead),
            HttpStatusCode.Conflict,
            "identity.role-proposed"
        );
        var alone = await TryApprove(FirstApi, id);
        await Refused(alone, HttpStatusCode.UnprocessableEntity, "identity.own-proposal");
        var noCode = await TryApprove(SecondApi, id);
        await Refused(noCode, HttpStatusCode.UnprocessableEntity, "identity.code-wrong");
        (await RolesOf(FirstApi, person.Id)).ShouldBe([Roles.Support]);
        await TelehealthApp.Read(await Approve(SecondApi, Second, id));
        (await RolesOf(FirstApi, person.Id)).ShouldBe([Roles.SafeguardingLead, Roles.Support]);
        await Refused(await TryApprove(SecondApi, id), HttpStatusCode.Conflict, "identity.proposal-decided");
        (await Role(SecondApi, HttpMethod.Delete, person.Id, Roles.SafeguardingLead)).EnsureSuccessStatusCode();

        (await Lines($"person:{person.Id}"))[^3..]
            .ShouldBe([
                ($"person:{First.Id}", "role.proposed.safeguarding-lead"),
                ($"person:{Second.Id}", "role.granted.safeguarding-lead"),
                ($"person:{Second.Id}", "role.taken.safeguarding-lead"),
            ]);
        (await App.Send(new VerifyAudit())).Value.Ok.ShouldBeTrue();
        var found = await TelehealthApp.Get(SecondApi, $"identity/people/{person.Id}/authority");
        var grant = found.GetProperty("roles").EnumerateArray().Last();
        grant.Text("role").ShouldBe(Roles.SafeguardingLead);
        grant.Text("grantedBy").ShouldBe($"person:{First.Id}");
        grant.Text("approvedBy").ShouldBe($"person:{Second.Id}");
        grant.Text("endedBy").ShouldBe($"person:{Second.Id}");
        grant.Text("endedAt").ShouldNotBeNullOrEmpty();
        found.GetProperty("changes").GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);

        var toPerson = await MailsTo(person);
        toPerson.ShouldContain("You hold the role of safeguarding lead now.");
        toPerson.ShouldContain("You no longer hold the role of safeguarding lead.");
        (await MailsTo(First)).ShouldContain("A role was taken: safeguarding lead.");
        (await MailsTo(Second)).ShouldContain("A role was proposed and waits for a second administrator");
    }

    [EngineFact]
    public async Task Who_has_not_confirmed_the_address_gets_no_role()
    {
        const string Email = "maria.nowak@example.org";
        (
            await App.Http.PostAsJsonAsync("/api/v1/identity/accounts", AccountSuite.Body(Email))
        ).EnsureSuccessStatusCode();
        var unproven = (await App.Send(new FindPerson(Email))).Value;
        await Refused(
            await Role(FirstApi, HttpMethod.Put, unproven, Roles.Support),
            HttpStatusCode.UnprocessableEntity,
            "identity.address-unproven"
        );
        await Refused(
            await Propose(FirstApi, unproven, Roles.Finance),
            HttpStatusCode.UnprocessableEntity,
            "identity.address-unproven"
        );
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task Nobody_changes_the_own_roles_whichever_they_are()
    {
        foreach (var role in Roles.All)
        {
            foreach (var how in new[] { HttpMethod.Put, HttpMethod.Delete })
            {
                await Refused(
                    await Role(FirstApi, how, First.Id, role),
                    HttpStatusCode.UnprocessableEntity,
                    "identity.own-roles"
                );
            }

            await Refused(
                await Propose(FirstApi, First.Id, role),
                HttpStatusCode.UnprocessableEntity,
                RoleRules.NeedsSecond(role) ? "identity.own-roles" : "identity.no-second-needed"
            );
        }

        (await RolesOf(SecondApi, First.Id)).ShouldBe([Roles.PlatformAdmin]);
        // Nor does anybody approve what is about themselves.
        var asked = await TelehealthApp.Read(await Propose(FirstApi, Second.Id, Roles.Finance));
        await Refused(
            await TryApprove(SecondApi, asked.Text("id")),
            HttpStatusCode.UnprocessableEntity,
            "identity.own-proposal"
        );
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task Whom_one_administrator_brought_in_is_no_second_pair_of_eyes_for_him_nor_for_each_other()
    {
        var child = await BroughtIn(First, Second, Roles.PlatformAdmin);
        var childApi = await App.Client(child);
        var grandchild = await BroughtIn(child, Second, Roles.PlatformAdmin);
        var grandchildApi = await App.Client(grandchild);
        var person = await App.Staff(Roles.Support);
        var pairs = new[]
        {
            (FirstApi, childApi),
            (childApi, FirstApi),
            (childApi, grandchildApi),
            (grandchildApi, FirstApi),
        };
        foreach (var (proposer, approver) in pairs)
        {
            var id = (await TelehealthApp.Read(await Propose(proposer, person.Id, Roles.Finance))).Text("id");
            await Refused(await TryApprove(approver, id), HttpStatusCode.UnprocessableEntity, "identity.same-lineage");
            var decline = $"identity/role-proposals/{id}/decline";
            var declined = await TelehealthApp.Send(approver, HttpMethod.Post, decline);
            (await TelehealthApp.Read(declined)).Text("state").ShouldBe("declined");
        }

        var open = (await TelehealthApp.Read(await Propose(childApi, person.Id, Roles.Finance))).Text("id");
        var third = await App.Staff(Roles.PlatformAdmin);
        using var thirdApi = await App.Client(third);
        await TelehealthApp.Read(await Approve(thirdApi, third, open));
        (await RolesOf(FirstApi, person.Id)).ShouldContain(Roles.Finance);
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task A_new_staff_account_holds_no_grave_role_before_another_administrator_says_so()
    {
        var opened = await TelehealthApp.Read(
            await TelehealthApp.Send(
                FirstApi,
                HttpMethod.Post,
                "identity/staff",
                NewStaff("sock", Roles.Finance, Roles.Concierge)
            )
        );
        var id = new PersonId(opened.GetProperty("personId").GetGuid());
        opened.GetProperty("proposed")[0].GetString().ShouldBe(Roles.Finance);
        (await RolesOf(FirstApi, id)).ShouldBe([Roles.Concierge]);
        await Refused(
            await TelehealthApp.Send(
                FirstApi,
                HttpMethod.Post,
                "identity/staff",
                NewStaff("both", Roles.Finance, Roles.PayoutApprover)
            ),
            HttpStatusCode.UnprocessableEntity,
            "identity.roles-clash"
        );
        var open = await TelehealthApp.Get(SecondApi, "identity/role-proposals");
        await TelehealthApp.Read(await Approve(SecondApi, Second, open.GetProperty("items")[0].Text("id")));
        (await RolesOf(FirstApi, id)).ShouldBe([Roles.Concierge, Roles.Finance]);
        await Refused(
            await Propose(FirstApi, id, Roles.PayoutApprover),
            HttpStatusCode.UnprocessableEntity,
            "identity.roles-clash"
        );
        await Refused(await Propose(FirstApi, id, Roles.Finance), HttpStatusCode.Conflict, "identity.role-held");
        (await Lines($"person:{id}"))
            .Select(x => x.Action)
            .ShouldBe(["staff.created", "role.granted.concierge", "role.proposed.finance", "role.granted.finance"]);
    }

    [EngineFact]
    public async Task Support_and_leads_stop_clients_and_providers_and_no_staff()
    {
        var client = await App.SignUpClient();
        var provider = await App.SignUpProvider();
        foreach (var role in new[] { Roles.Support, Roles.SafeguardingLead })
        {
            using var api = await App.Client(await App.Staff(role));
            foreach (var staff in Roles.Staff)
            {
                var colleague = await App.Staff(staff);
                foreach (var step in new[] { "suspend", "reinstate" })
                {
                    await Refused(
                        await Step(api, colleague.Id, step),
                        HttpStatusCode.Forbidden,
                        "identity.staff-by-administrator"
                    );
                }
            }

            foreach (var person in new[] { client, provider })
            {
                (await Step(api, person.Id, "suspend")).EnsureSuccessStatusCode();
                (await Step(api, person.Id, "reinstate")).EnsureSuccessStatusCode();
            }
        }

        (await Lines($"person:{client.Id}"))
            .Select(x => x.Action)
            .ShouldBe(["account.suspended", "account.reinstated", "account.suspended", "account.reinstated"]);
        (await MailsTo(client)).ShouldContain("Your account is stopped");
        var found = await TelehealthApp.Get(FirstApi, $"identity/people/{client.Id}/authority");
        found.GetProperty("changes").EnumerateArray().Last().Text("detail").ShouldBe("Under review");
    }

    [EngineFact]
    [Rule("COM-09", Part = "changes")]
    public async Task Partners_keys_and_policies_are_in_the_audit_and_told_too()
    {
        var made = await TelehealthApp.Read(
            await TelehealthApp.Send(FirstApi, HttpMethod.Post, "identity/partners", new { Name = "Insurer" })
        );
        var id = made.Text("clientId");
        (await TelehealthApp.Send(SecondApi, HttpMethod.Delete, $"identity/partners/{id}")).EnsureSuccessStatusCode();
        (await Lines($"partner:{id}")).ShouldBe([
            ($"person:{First.Id}", "partner.created"),
            ($"person:{Second.Id}", "partner.removed"),
        ]);
        _ = (await App.Send(new AnnounceKeyRotation(), Actor.System("host"))).Value;
        (await Lines("keys:encryption")).ShouldBe([("system:host", "keys.rotated")]);
        (await Lines("policy:marketplace.private:1")).Select(x => x.Action).ShouldBe(["policy.published"]);
        (await MailsTo(Second)).ShouldContain("system may get tokens now");
        var first = await MailsTo(First);
        first.ShouldContain("system was removed");
        first.ShouldContain("sealed by a newer one");
        var changes = await TelehealthApp.Get(FirstApi, "identity/authority-changes");
        changes.GetProperty("items")[0].Text("change").ShouldBe("keysRotated");
    }

    private static object NewStaff(string name, params string[] roles) =>
        new
        {
            Email = $"{name}-{Ids.New():N}@example.org",
            DisplayName = "Þóra Nguyễn",
            Roles = roles,
            Country = "GB",
            TimeZone = "Europe/London",
            Language = "en-GB",
        };

    private static Task<HttpResponseMessage> Step(HttpClient api, PersonId whose, string step) =>
        TelehealthApp.Send(
            api,
            HttpMethod.Post,
            $"identity/people/{whose}/{step}",
            step == "suspend" ? new { Reason = "Under review" } : null
        );
}

public sealed class AuthorityOnSqlite() : AuthoritySuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AuthorityOnPostgres() : AuthoritySuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AuthorityOnSqlServer() : AuthoritySuite(Engine.SqlServer);
