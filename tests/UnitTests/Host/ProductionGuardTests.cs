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
        ["Wallet:Stripe:ApiKey"] = "sk_live_0123456789",
        ["Wallet:Stripe:WebhookSecrets:0"] = "whsec_0123456789",
        ["Notifications:Mail:Host"] = "mail.telehealth.example",
        ["Notifications:Sms:Url"] = "https://sms.telehealth.example/send",
    };

    [Fact]
    public void What_a_careful_operator_configures_runs() => Refusal("Production", new(Sound)).ShouldBeNull();

    [Theory]
    [InlineData("PublicOrigin", "http://telehealth.example", "https")]
    [InlineData("PublicOrigin", null, "https")]
    [InlineData("Encryption:Keys:1", null, "development key")]
    [InlineData("Clock:Movable", "true", "clock")]
    [InlineData("Seed:Demo", "true", "passwords")]
    [InlineData("Wallet:Stripe:ApiBase", "/dev/stripe", "Stripe")]
    [InlineData("Wallet:Stripe:WebhookSecrets:0", "whsec_development", "secret")]
    [InlineData("Receipts:Platform:AddressLines:0", null, "address")]
    [InlineData("PublicOrigin", "https://telehealth.example/app", "without a path")]
    [InlineData("PublicOrigin", "https://telehealth.example/?a=b", "without a path")]
    [InlineData("Shell:QuickExit", "http://weather.example", "QuickExit")]
    [InlineData("Shell:QuickExit", "javascript:alert(1)", "QuickExit")]
    [InlineData("Security:Contact", "security@telehealth.example", "mailto")]
    [InlineData("ForwardedHeaders_Enabled", "true", "Proxies:Known")]
    [InlineData("Encryption:Keys:1", "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdGk=", "published")]
    [InlineData("Encryption:Keys:1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "one byte")]
    [InlineData("Encryption:Keys:2", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", "Encryption:Keys:2")]
    [InlineData("Wallet:Stripe:WebhookSecrets:0", null, "lacks a secret")]
    [InlineData("Wallet:Stripe:WebhookSecrets:0", "", "lacks a secret")]
    [InlineData("Wallet:Stripe:WebhookSecrets:1", " ", "lacks a secret")]
    [InlineData("Wallet:Stripe:ApiKey", null, "ApiKey")]
    [InlineData("Wallet:Stripe:ApiKey", "sk_test_0123456789", "AllowTestKey")]
    [InlineData("Wallet:Stripe:ApiKey", "rk_test_0123456789", "AllowTestKey")]
    [InlineData("Wallet:Stripe:ApiBase", "http://stripe.example", "https")]
    [InlineData("Notifications:Sms:Url", "http://sms.example", "https")]
    [InlineData("Notifications:Sms:Url", null, "gateway")]
    [InlineData("Notifications:Mail:Host", null, "mail server")]
    [InlineData("Notifications:Mail:Security", "none", "in the clear")]
    [InlineData("Limits:Enabled", "false", "OffOnPurpose")]
    [InlineData("Limits:PerMinute", "0", "Limits:PerMinute")]
    [InlineData("Limits:SignInsPerMinute", "-1", "Limits:SignInsPerMinute")]
    [InlineData("Limits:TextsPerPersonAndDay", "0", "Limits:TextsPerPersonAndDay")]
    [InlineData("Limits:MailsPerAccountAndTenMinutes", "-5", "OffOnPurpose")]
    [InlineData("Receipts:Platform:AddressLines:0", "1 Example Street (development only)", "nobody has")]
    public void Outside_development_the_host_refuses(string key, string? value, string because)
    {
        var words = Refusal("Production", new(Sound) { [key] = value });

        words.ShouldNotBeNull();
        words.ShouldContain(because);
    }

    [Theory]
    [InlineData("Limits:Enabled", "false", "Limits:OffOnPurpose")]
    [InlineData("Limits:PerMinute", "0", "Limits:OffOnPurpose")]
    [InlineData("Wallet:Stripe:ApiKey", "sk_test_0123456789", "Wallet:Stripe:AllowTestKey")]
    public void What_is_said_twice_is_meant(string key, string value, string again) =>
        Refusal("Production", new(Sound) { [key] = value, [again] = "true" }).ShouldBeNull();

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
