using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Four eyes against an administrator who makes up the second person.</summary>
public abstract class InventedPersonSuite(Engine engine) : FridaySuite(engine)
{
    [EngineFact]
    [Rule("WAL-10", Part = "four-eyes")]
    public async Task Two_accounts_one_administrator_brought_in_are_one_pair_of_eyes()
    {
        await Due(4_800);
        var one = await App.Staff(Roles.PlatformAdmin);
        var other = await App.Staff(Roles.PlatformAdmin);
        var preparer = await App.StaffBroughtIn(one.Id, other, Roles.Finance);
        var approver = await App.StaffBroughtIn(one.Id, other, Roles.PayoutApprover);
        var preparerApi = await App.Client(preparer);
        var batch = (await Ok<BatchAnswer>(await Gather(preparerApi))).Id;
        await Ok<BatchAnswer>(await Step(preparerApi, batch, "review"));
        await Refused(
            Approve(await App.Client(approver), approver, batch),
            HttpStatusCode.UnprocessableEntity,
            "wallet.not-independent"
        );
        (await Detail(batch)).Batch.State.ShouldBe(PayoutBatchState.Reviewed);
        await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch));
    }
}

public sealed class InventedPersonOnSqlite() : InventedPersonSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class InventedPersonOnPostgres() : InventedPersonSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class InventedPersonOnSqlServer() : InventedPersonSuite(Engine.SqlServer);
