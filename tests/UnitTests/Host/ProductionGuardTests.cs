using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host;
using Telehealth.Host.Composition;

namespace Telehealth.UnitTests.Host;

public sealed class ProductionGuardTests
{
    // What a careful operator configures; each test takes one thing of it away.
    private static readonly Dictionary<string, string?> Sound = new()
    {
        ["PublicOrigin"] = "https://telehealth.example",
        ["Encryption:Keys:1"] = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        ["Receipts:Platform:AddressLines:0"] = "1 Harbour Street, Bristol",
    };

    [Theory]
    [InlineData("PublicOrigin", "http://telehealth.example", "https")]
    [InlineData("PublicOrigin", null, "https")]
    [InlineData("Encryption:Keys:1", null, "development key")]
    [InlineData("Clock:Movable", "true", "clock")]
    [InlineData("Seed:Demo", "true", "passwords")]
    [InlineData("Wallet:Stripe:ApiBase", "/dev/stripe", "Stripe")]
    [InlineData("Wallet:Stripe:WebhookSecrets:0", "whsec_development", "secret")]
    [InlineData("Receipts:Platform:AddressLines:0", null, "address")]
    [InlineData("Receipts:Platform:AddressLines:0", "1 Example Street (development only)", "nobody has")]
    public void Outside_development_the_host_refuses(string key, string? value, string because)
    {
        var words = Refusal("Production", new(Sound) { [key] = value });

        words.ShouldNotBeNull();
        words.ShouldContain(because);
    }

    [Fact]
    public void In_development_everything_made_for_it_may_run() =>
        Refusal("Development", new() { ["Clock:Movable"] = "true", ["Seed:Demo"] = "true" }).ShouldBeNull();

    private static string? Refusal(string environment, Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(x => x.Value is not null))
            .Build();
        try
        {
            ProductionGuard.Check(new SomeEnvironment(environment), configuration, ModuleCatalog.All);
            return null;
        }
        catch (InvalidConfigurationException e)
        {
            return e.Message;
        }
    }

    private sealed class SomeEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
