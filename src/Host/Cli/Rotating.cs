using Telehealth.BuildingBlocks.Infrastructure.Security;

namespace Telehealth.Host.Cli;

/// <summary>Wraps every person's key by the newest of <c>Encryption:Keys</c>: an older one can go (COM-14).</summary>
internal static class Rotating
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = Program.Build([.. args, "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        Console.WriteLine($"{await Rotate(app.Services, CancellationToken.None)} keys wrapped anew.");
        return 0;
    }

    public static async Task<int> Rotate(IServiceProvider services, CancellationToken ct)
    {
        var vault = services.GetRequiredService<IPersonVault>();
        var (all, batch) = (0, 0);
        do
        {
            batch = await vault.Rotate(ct);
            all += batch;
        } while (batch > 0);

        return all;
    }
}
