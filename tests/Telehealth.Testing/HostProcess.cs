using System.Diagnostics;
using Telehealth.Testing.Engines;

namespace Telehealth.Testing;

/// <summary>
/// The host as a process of its own, so that it can be killed at any moment as nothing in a process can be.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Uri at;
    private Process? process;
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(TestDatabase database, Uri at)
    {
        this.database = database;
        this.at = at;
    }

    /// <summary>Done while the host serves; a caller who was cut off waits for it.</summary>
    public Task Ready => ready.Task;

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Starts the host on the database, reached at the address its tokens were issued for.</summary>
    public static async Task<HostProcess> Start(TestDatabase database, Uri at)
    {
        var host = new HostProcess(database, at);
        await host.Up();
        return host;
    }

    /// <summary>kill -9, and up again.</summary>
    public async Task KillAndRestart()
    {
        ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process!.Kill();
        await process.WaitForExitAsync();
        Kills++;
        await Up();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process!.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts a host that is expected to end by itself; answers what it left behind.</summary>
    public static async Task<(int ExitCode, string Errors)> Attempt(TestDatabase database, Uri at)
    {
        await using var host = new HostProcess(database, at);
        host.process = Process.Start(host.Command())!;
        _ = host.process.StandardOutput.ReadToEndAsync();
        var errors = await host.process.StandardError.ReadToEndAsync();
        await host.process.WaitForExitAsync();
        return (host.process.ExitCode, errors);
    }

    /// <summary>What a host of its own is started with: at this address, its loops running.</summary>
    public static string[] Arguments(TestDatabase database, Uri at) =>
        [
            .. TelehealthApp.Settings(database, at.ToString().TrimEnd('/')).Select(x => $"--{x.Key}={x.Value}"),
            "--Messaging:Pump=true",
            "--environment=Development",
        ];

    private ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Telehealth.Host.dll"));
        foreach (var argument in Arguments(database, at))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private async Task Up()
    {
        process?.Dispose();
        process = Process.Start(Command())!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("serves at", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                ready.SetResult();
                return;
            }
        }

        throw new InvalidOperationException($"The host did not start: {await errors}");
    }
}
