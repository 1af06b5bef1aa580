using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>The journal in hledger's format, to a file or to standard output.</summary>
internal static class Exporting
{
    public static async Task<int> Run(string[] args)
    {
        var file = Arguments.Value(args, "--out");
        await using var app = Program.Build([.. Arguments.Without(args, "--out"), "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        var export = await Read(app.Services, CancellationToken.None);
        if (file is null)
        {
            await Console.Out.WriteAsync(export.Text);
            return 0;
        }

        await File.WriteAllTextAsync(file, export.Text);
        Console.WriteLine($"{export.Journals} transactions written to {file}");
        return 0;
    }

    public static async Task<LedgerExport> Read(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var export = await sender.SendAs(Actor.System("export-ledger"), new ExportLedger(), ct);
        return export.Error is { } error ? throw new InvalidOperationException(error.Message) : export.Value;
    }
}
