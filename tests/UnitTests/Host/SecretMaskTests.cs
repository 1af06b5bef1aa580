using System.Diagnostics;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Telehealth.Host.Composition;

namespace Telehealth.UnitTests.Host;

/// <summary>No token and no exception's words leave by a trace or a log line.</summary>
public sealed class SecretMaskTests
{
    private const string Token = "pX3k9vQmT0-aZ7_LwRy2Bn";

    [Theory]
    [InlineData($"/hubs/invitations/{Token}", "/hubs/invitations/***")]
    [InlineData($"/api/v1/sessions/calendar/{Token}.ics", "/api/v1/sessions/calendar/***.ics")]
    [InlineData($"/identity/reset-password?person=1&token={Token}", "/identity/reset-password")]
    [InlineData($"https://telehealth.example/a/{Token}#x", "https://telehealth.example/a/***")]
    [InlineData(
        "/api/v1/sessions/6f1c2f5e-8f4c-4d0b-9a3e-0d4f6a1b2c3d/attempts",
        "/api/v1/sessions/6f1c2f5e-8f4c-4d0b-9a3e-0d4f6a1b2c3d/attempts"
    )]
    [InlineData("/api/v1/marketplace/booking-requests", "/api/v1/marketplace/booking-requests")]
    [InlineData(
        "/compliance/safeguarding/professional-registration",
        "/compliance/safeguarding/professional-registration"
    )]
    public void An_address_is_told_without_its_tokens(string address, string told) =>
        SecretMask.Address(address).ShouldBe(told);

    [Fact]
    public void A_span_leaves_without_tokens_and_query()
    {
        using var span = new Activity("GET");
        span.SetTag("url.path", $"/hubs/invitations/{Token}");
        span.SetTag("url.full", $"https://telehealth.example/hubs/invitations/{Token}?a={Token}");
        span.SetTag("url.query", $"?token={Token}");
        using var mask = new MaskedTraces();
        mask.OnEnd(span);
        string.Join(' ', span.TagObjects.Select(x => x.Value)).ShouldNotContain(Token);
    }

    [Fact]
    public void A_log_line_leaves_without_tokens_and_without_an_exceptions_words()
    {
        var kept = new List<LogEvent>();
        using var log = new LoggerConfiguration().WriteTo.Sink(new MaskedLogs(new Kept(kept))).CreateLogger();
        var failure = new InvalidOperationException($"Token {Token} is wrong", new FormatException($"'{Token}'"));
        log.ForContext("RequestPath", $"/hubs/invitations/{Token}")
            .ForContext("QueryString", $"?token={Token}")
            .Error(failure, "Something failed");
        var line = kept.ShouldHaveSingleItem();
        line.Properties["RequestPath"].ToString().ShouldBe("\"/hubs/invitations/***\"");
        var told = line.RenderMessage() + string.Join(' ', line.Properties.Values) + line.Exception;
        told.ShouldNotContain(Token);
        told.ShouldContain("InvalidOperationException");
        told.ShouldContain("FormatException");
    }

    private sealed class Kept(List<LogEvent> events) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => events.Add(logEvent);
    }
}
