using Telehealth.BuildingBlocks.Infrastructure.Security;

namespace Telehealth.Host.Cli;

/// <summary>Seals every key by the newest of <c>Encryption:Keys</c>, so that an older one can go (COM-14).</summary>
internal static class Rotating
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = Program.Build([.. args, "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        var rotated = await app.Services.GetRequiredService<KeyRotation>().Run(CancellationToken.None);
        Console.WriteLine($"{rotated} keys sealed anew. Older ones of Encryption:Keys are no longer needed.");
        return 0;
    }
}
