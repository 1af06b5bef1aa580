using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Cli;

/// <summary>
/// Brings the database to the schema of this build, or writes the scripts for an administrator to run.
/// </summary>
internal static class Migrating
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = Program.Build(args);
        if (Arguments.Value(args, "--script") is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var (context, script) in app.Services.GetRequiredService<DatabaseMigrator>().Scripts())
            {
                var file = Path.Combine(folder, $"{context}.sql");
                await File.WriteAllTextAsync(file, script);
                Console.WriteLine(file);
            }

            return 0;
        }

        var changed = 0;
        await Migrate(app.Services, CancellationToken.None, context => Console.WriteLine($"{++changed, 3}  {context}"));
        Console.WriteLine(changed == 0 ? "The database is up to date." : $"{changed} contexts brought up to date.");
        return 0;
    }

    /// <summary>Applies what is pending and reads the business clock.</summary>
    public static async Task Migrate(IServiceProvider services, CancellationToken ct, Action<string>? applied = null)
    {
        await services.GetRequiredService<DatabaseMigrator>().Migrate(ct, applied);
        await services.GetRequiredService<BusinessClock>().Load(ct);
    }
}
