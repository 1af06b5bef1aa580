using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.IntegrationTests.Wallet;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A Friday's payouts, and which of them the bank has answered for.</summary>
internal sealed record Run(string Id, List<Withdrawn> Payouts)
{
    public string State { get; set; } = "gathered";

    /// <summary>The day its approval named.</summary>
    public LocalDate PayDate { get; set; }

    public PayoutBatchId BatchId => new(Guid.Parse(Id));
}

/// <summary>Fridays: gathered, reviewed, approved by a second person, sent, answered by the bank.</summary>
internal sealed class Payouts(World world) : Area(world)
{
    private const string Account = "gbp-development";
    private readonly Dictionary<string, Run> all = [];
    private int files;

    public override IEnumerable<Step> Steps =>
        [
            new("gather", 5, Gather),
            new("prepare", 12, Forward),
            new("abandon", 1, Abandon),
            new("the bank answers", 5, Answer),
            new("the bank sends one back", 1, SendBack),
        ];

    private IEnumerable<Run> Unapproved => all.Values.Where(x => x.State is "gathered" or "reviewed");

    public override async Task Compare()
    {
        var page = await World.Get(World.Finance, "wallet/payout-batches?limit=100");
        var states = page.Items().ToDictionary(x => x.Text("id"), x => x.Text("state"));
        World.Same("batches", all.Count, states.Count);
        foreach (var run in all.Values)
        {
            World.Same($"batch {run.Id}", run.State, states[run.Id]);
        }
    }

    private async Task<string?> Gather()
    {
        var waiting = World.Withdrawals.All.Where(x => x.State == "scheduled").ToList();
        if (waiting.Count == 0 && !World.OneIn(10))
        {
            return null;
        }

        var calendar = World.App.Services.GetRequiredService<PayoutCalendar>();
        var date = calendar.OnOrAfter(calendar.DayOf(Now).PlusDays(Dice.Next(0, 14)));
        // The last provider never said where to be paid.
        var due = waiting.FindAll(x => x.PayoutDate <= date && x.Provider != World.Providers[^1]);
        var refusal =
            Unapproved.Any() ? "wallet.batch-open"
            : due.Count == 0 ? "wallet.nothing-due"
            : null;
        var body = new { Date = LocalDatePattern.Iso.Format(date), PayingAccount = Account };
        var reply = World.Agree(await World.Post(World.Finance, "wallet/payout-batches", body), refusal);
        if (refusal is not null)
        {
            return $"until {date}: {refusal}";
        }

        var run = new Run(reply.Text("id"), due);
        World.Same("payouts", due.Count, reply.Body.GetProperty("payouts").GetInt32());
        World.Same("total", due.Sum(x => x.Minor), reply.Body.Minor("total"));
        due.ForEach(x => x.State = "inBatch");
        all[run.Id] = run;
        return $"{run.Id}: {due.Count} until {date}";
    }

    private async Task<string?> Forward()
    {
        if (World.Any(all.Values.Where(x => x.State is not ("sent" or "closed" or "abandoned"))) is not { } run)
        {
            return null;
        }

        switch (run.State)
        {
            case "gathered":
                await Do(run, "review", "reviewed");
                break;
            case "reviewed":
                await Approve(run);
                break;
            case "approved" when IsOver(run):
                await PutBack(run);
                break;
            case "approved":
                await Do(run, "file", "fileStored");
                break;
            default:
                await Do(run, "sent", "sent");
                run.Payouts.ForEach(x => x.State = "sent");
                break;
        }

        return $"{run.Id}: {run.State}";
    }

    private bool IsOver(Run run) => World.App.Services.GetRequiredService<PayoutCalendar>().DayOf(Now) > run.PayDate;

    // An approved day that is over: no file any more, but back to the approver, once no other batch waits for one.
    private async Task PutBack(Run run)
    {
        var file = await World.Call(World.Finance, HttpMethod.Post, $"wallet/payout-batches/{run.Id}/file");
        World.Agree(file, "wallet.pay-date-past");
        var refusal = Unapproved.Any() ? "wallet.batch-open" : null;
        var path = $"wallet/payout-batches/{run.Id}/reopen";
        World.Agree(await World.Call(World.Finance, HttpMethod.Post, path), refusal);
        run.State = refusal is null ? "reviewed" : run.State;
    }

    private async Task Do(Run run, string step, string state)
    {
        var path = $"wallet/payout-batches/{run.Id}/{step}";
        World.Agree(await World.Call(World.Finance, HttpMethod.Post, path), [null]);
        run.State = state;
    }

    // Each code of an authenticator opens once: each batch has an approver of its own.
    private async Task Approve(Run run)
    {
        World.Faults.Disarm();
        var approver = await World.App.Staff(Roles.PayoutApprover);
        var code = await World.App.AuthenticatorCode(approver);
        var seen = (await World.Get(World.Finance, $"wallet/payout-batches/{run.Id}")).GetProperty("batch");
        run.PayDate = LocalDatePattern.Iso.Parse(seen.Text("payDate")).Value;
        var (command, key) = (
            new ApproveBatch(run.BatchId, null, new Secret(code), run.PayDate),
            TelehealthApp.NewKey()
        );
        World.Faults.Arm();
        var actor = Actor.OfPerson(approver.Id, Roles.PayoutApprover);
        await World.Insist(() => World.App.Send(command, actor, key));
        run.State = "approved";
    }

    private async Task<string?> Abandon()
    {
        if (World.Any(all.Values) is not { } run)
        {
            return null;
        }

        var refusal = run.State is "gathered" or "reviewed" ? null : "wallet.batch-not-open";
        var path = $"wallet/payout-batches/{run.Id}/abandon";
        World.Agree(await World.Call(World.Finance, HttpMethod.Post, path), refusal);
        if (refusal is null)
        {
            run.State = "abandoned";
            run.Payouts.ForEach(x => x.State = "scheduled");
        }

        return $"{run.Id} {refusal}";
    }

    // Some of a batch, paid or refused; an answer may come before anybody said "sent".
    private async Task<string?> Answer()
    {
        var waiting = all.Values.Where(x => x.State is "fileStored" or "sent").ToList();
        if (World.Any(waiting) is not { } run)
        {
            return null;
        }

        var open = run.Payouts.Where(x => x.State is "inBatch" or "sent").Where(_ => Dice.Next(3) > 0).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var answers = open.Select(x => (Payout: x, Paid: Dice.Next(4) > 0)).ToList();
        var lines = answers.Select(x => (IdOf(x.Payout), x.Paid ? "ACSC" : "RJCT", x.Paid ? null : "AC04"));
        await Import(FridaySuite.Pain002(run.BatchId, $"A-{++files}", null, [.. lines]), answers.Count);
        run.Payouts.FindAll(x => x.State == "inBatch").ForEach(x => x.State = "sent");
        answers.FindAll(x => x.Paid).ForEach(x => x.Payout.State = "paid");
        answers.FindAll(x => !x.Paid).ForEach(x => Withdrawals.Return(x.Payout));
        run.State = run.Payouts.Exists(x => x.State == "sent") ? "sent" : "closed";
        return $"{run.Id}: {answers.Count(x => x.Paid)} paid, {answers.Count(x => !x.Paid)} refused";
    }

    private async Task<string?> SendBack()
    {
        if (World.Any(World.Withdrawals.All.Where(x => x.State == "paid")) is not { } paid)
        {
            return null;
        }

        var amount = Pounds(paid.Minor);
        var run = all.Values.Single(x => x.State is "sent" or "closed" && x.Payouts.Contains(paid));
        var entry = FridaySuite.Booked(run.BatchId, IdOf(paid), amount, "CRDT", "AC04");
        await Import(FridaySuite.Statement($"S-{++files}", "0.00", amount, entry), 1);
        Withdrawals.Return(paid);
        return paid.Id;
    }

    /// <summary>Takes a file in, and again under another key: the second time changes nothing.</summary>
    private async Task Import(string file, int applied)
    {
        HttpContent Form()
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
            part.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
            return new MultipartFormDataContent { { part, "file", "answer.xml" } };
        }

        const string Path = "wallet/bank-answers";
        var first = World.Agree(await World.Call(World.Finance, HttpMethod.Post, Path, null, Form), [null]);
        World.Same("applied", applied, first.Body.GetProperty("applied").GetInt32());
        var again = World.Agree(await World.Call(World.Finance, HttpMethod.Post, Path, null, Form), [null]);
        World.Same("imported before", true, again.Body.GetProperty("alreadyImported").GetBoolean());
    }

    private static WithdrawalId IdOf(Withdrawn withdrawn) => new(Guid.Parse(withdrawn.Id));

    private static string Pounds(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
