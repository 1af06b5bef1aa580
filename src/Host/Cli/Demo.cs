using System.Diagnostics;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli.Story;

namespace Telehealth.Host.Cli;

/// <summary>
/// The verb <c>demo --out DIR</c>: every business model, whole, through the HTTP API of a host on a database of its
/// own, with the business clock moved instead of waited for. Each step is told with its time; the first that fails
/// ends it.
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
            var ok = await Play(Chapters(new DemoStage(app, new Uri(url), folder)), folder);
            await app.StopAsync();
            return ok ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder.Post, recursive: true);
        }
    }

    private static IReadOnlyList<DemoChapter> Chapters(DemoStage stage)
    {
        var cast = new DemoCast(stage);
        var hub = new HubChapter(stage, cast);
        var talk = new QuickConnectChapter(stage, cast);
        return
        [
            new PrivateChapter(stage, cast).Chapter,
            new ProgrammeChapter(stage, cast).Chapter,
            new BroadcastChapter(stage, cast).Chapter,
            new ConciergeChapter(stage, cast).Chapter,
            hub.Chapter,
            new InsurerChapter(stage, cast).Chapter,
            talk.Chapter,
            new SafeguardingChapter(stage, cast, talk).Chapter,
            new FridayChapter(stage, cast).Chapter,
            new ClosingChapter(stage, hub).Chapter,
        ];
    }

    private static async Task<bool> Play(IReadOnlyList<DemoChapter> chapters, DemoFolder folder)
    {
        var whole = Stopwatch.StartNew();
        var number = 0;
        foreach (var chapter in chapters)
        {
            Console.WriteLine($"\n{chapter.Title}");
            foreach (var step in chapter.Steps)
            {
                if (!await Play(step, ++number))
                {
                    return false;
                }
            }
        }

        Console.WriteLine($"\n{number} steps in {whole.Elapsed.TotalSeconds:N1} s. Everything is in {folder.Root}:");
        foreach (var (name, what) in DemoFolder.Contents)
        {
            Console.WriteLine($"  {name, -30} {what}");
        }

        return true;
    }

    private static async Task<bool> Play(DemoStep step, int number)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var outcome = await step.Play();
            Console.WriteLine($"{number, 3}. {step.Name, -62} {watch.Elapsed.TotalMilliseconds, 6:N0} ms  {outcome}");
            return true;
        }
        catch (Exception e)
        {
            // Whatever went wrong is this step's failure: the verb's answer is its exit code.
            await Console.Error.WriteLineAsync(
                $"{number, 3}. {step.Name}: FAILED. {(e is DemoFailure ? e.Message : e)}"
            );
            return false;
        }
    }
}
