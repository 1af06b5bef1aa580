using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Contracts;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>Checks every invariant; exit code 1 names what is broken.</summary>
internal static class Verifying
{
    public static async Task<int> Run(string[] args)
    {
        var wait = Arguments.Has(args, "--wait");
        await using var app = Program.Build([.. args.Where(x => x != "--wait"), "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        return await Check(app.Services, wait, Console.Out, CancellationToken.None) ? 0 : 1;
    }

    /// <summary>
    /// Drains first when asked to, then checks and writes one line for each invariant; what cannot be settled does not
    /// agree.
    /// </summary>
    public static async Task<bool> Check(IServiceProvider services, bool wait, TextWriter to, CancellationToken ct)
    {
        var settled = !wait || await Settle(services, to, ct);
        await using var scope = services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var result = await sender.SendAs(Actor.System("verify"), new VerifyLedger(AcrossModules: settled), ct);
        if (result.Error is { } error)
        {
            await to.WriteLineAsync($"It could not be checked: {error.Message}");
            return false;
        }

        foreach (var check in result.Value.Checks)
        {
            await to.WriteLineAsync($"{(check.Ok ? "ok    " : "BROKEN")} {check.Name}");
            foreach (var difference in check.Differences)
            {
                await to.WriteLineAsync($"         {difference}");
            }
        }

        var audit = (await sender.SendAs(Actor.System("verify"), new VerifyAudit(), ct)).Value;
        await to.WriteLineAsync($"{(audit.Ok ? "ok    " : "BROKEN")} audit-chained");
        await to.WriteLineAsync(
            audit.Ok
                ? $"         {audit.Lines} lines, the last is {audit.Hash}"
                : $"         line {audit.FirstBadLine} is not as it was written"
        );
        var ok = settled && result.Value.Ok && audit.Ok;
        await to.WriteLineAsync(ok ? "Everything agrees." : "Something does not agree.");
        return ok;
    }

    /// <summary>
    /// Drains, and says what could not be settled: modules agree with each other only when nothing is on its way.
    /// </summary>
    private static async Task<bool> Settle(IServiceProvider services, TextWriter to, CancellationToken ct)
    {
        var drained = await services.GetRequiredService<Drain>().Run(ct);
        foreach (var dead in drained.Died)
        {
            await to.WriteLineAsync($"dead   {dead.Module} {dead.Consumer} {dead.EventId}: {dead.LastError}");
        }

        foreach (var waiting in drained.Waiting)
        {
            await to.WriteLineAsync($"waits  {waiting}");
        }

        if (!drained.Drained)
        {
            await to.WriteLineAsync("Not everything could be settled; the modules are not compared with each other.");
        }

        return drained.Drained && drained.Died.Count == 0;
    }
}
