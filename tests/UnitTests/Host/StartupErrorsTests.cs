using System.Net;
using System.Net.Sockets;
using Telehealth.Host.Cli;
using Telehealth.Host.Composition;

namespace Telehealth.UnitTests.Host;

/// <summary>What an operator gets wrong is told in words, never as a stack trace.</summary>
public sealed class StartupErrorsTests
{
    [Theory]
    [InlineData("--Database:Engine=Oracle")]
    [InlineData("--Database:ConnectionString=nonsense")]
    [InlineData("--Database:ConnectionString=Data Source=/proc/nowhere/telehealth.db")]
    [InlineData("--Database:Engine=Postgres", "--Database:ConnectionString=Host=127.0.0.1;Port=1;Username=nobody")]
    [InlineData("--urls=nonsense")]
    [InlineData("--Limits:PerMinute=many")]
    [InlineData("--Messaging:Workers=many")]
    [InlineData("--Encryption:Keys:1=short")]
    public async Task A_wrong_setting_is_one_sentence(params string[] wrong)
    {
        using var database = new TemporaryFile();
        string[] sound = ["--environment", "Development", database.Argument];

        (await Verbs.Run([.. sound, .. wrong])).ShouldBe(StartupErrors.ExitCode);
    }

    [Fact]
    public async Task An_address_somebody_listens_at_is_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var database = new TemporaryFile();
        var url = $"--urls=http://{listener.LocalEndpoint}";

        (await Verbs.Run(["--environment", "Development", database.Argument, url])).ShouldBe(StartupErrors.ExitCode);
    }

    private sealed class TemporaryFile : IDisposable
    {
        private readonly string path = Path.Combine(Path.GetTempPath(), $"telehealth-{BuildingBlocks.Ids.New():N}.db");

        public string Argument => $"--Database:ConnectionString=Data Source={path}";

        public void Dispose()
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                File.Delete(path + suffix);
            }
        }
    }
}
