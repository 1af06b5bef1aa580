using System.Diagnostics;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Cli;

/// <summary>
/// The verb <c>demo --out DIR</c>: two bookings, whole, through the HTTP API of a host on a database of its own, with
/// the business clock moved instead of waited for. Each step is told with its time; the first that fails ends it.
/// </summary>
internal static class Demo
{
    public static async Task<int> Run(string[] args)
    {
        var wanted =
            Arguments.Value(args, "--out")
            ?? throw new InvalidConfigurationException("`demo` needs a folder to write to: demo --out DIR");
        var folder = new DemoFolder(wanted);
        var database = Path.Combine(folder.Post, "demo.db");
        Directory.CreateDirectory(folder.Post);
        var url = Ports.FreeAddress();
        try
        {
            await using var app = Program.Build([
                .. Arguments.Without(args, "--out"),
                .. (string[])["--environment", "Development", "--urls", url, "--PublicOrigin", url],
                .. (string[])["--Database:Engine", "Sqlite", "--Database:ConnectionString", $"Data Source={database}"],
                .. (string[])["--Notifications:Folder", folder.Post, "--Seed:Demo", "false"],
                .. (string[])["--Messaging:Pump", "false", "--Jobs:Scans", "false", "--Limits:Enabled", "false"],
            ]);
            await Migrating.Migrate(app.Services, CancellationToken.None);
            await app.StartAsync();
            var ok = await Play(new DemoBooking(app, new Uri(url), folder));
            await app.StopAsync();
            return ok ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder.Post, recursive: true);
        }
    }

    private static async Task<bool> Play(DemoBooking booking)
    {
        var whole = Stopwatch.StartNew();
        var number = 0;
        foreach (var (name, step) in booking.Steps)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                var outcome = await step();
                Console.WriteLine($"{++number, 2}. {name, -52} {watch.Elapsed.TotalMilliseconds, 7:N0} ms  {outcome}");
            }
            catch (Exception e)
            {
                // Whatever went wrong is this step's failure: the verb's answer is its exit code.
                Console.Error.WriteLine($"{++number, 2}. {name}: FAILED. {(e is DemoFailure ? e.Message : e)}");
                return false;
            }
        }

        Console.WriteLine($"{number} steps in {whole.Elapsed.TotalSeconds:N1} s. Everything is in {booking.Out}");
        return true;
    }
}
