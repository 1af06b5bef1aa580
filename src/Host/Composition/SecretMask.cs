using System.Diagnostics;
using OpenTelemetry;
using Serilog.Core;
using Serilog.Events;

namespace Telehealth.Host.Composition;

/// <summary>
/// Takes tokens out of addresses before a trace or a log line leaves: invitations, calendar feeds, links of mails. What
/// is long and no id of ours counts as a token, and no query is kept.
/// </summary>
internal static class SecretMask
{
    private const int ShortestToken = 20;
    private const string Mask = "***";

    /// <summary>The path or address without its query, fragment and tokens.</summary>
    public static string Address(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var bare = end < 0 ? address : address[..end];
        return string.Join('/', bare.Split('/').Select(Segment));
    }

    private static string Segment(string segment)
    {
        var name = Path.GetFileNameWithoutExtension(segment);
        var isToken =
            name.Length >= ShortestToken
            && !Guid.TryParse(name, out _)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '%' or '=')
            // Words of our own routes are lower-case and without digits.
            && name.Any(c => !char.IsAsciiLetterLower(c) && c != '-');
        return isToken ? Mask + Path.GetExtension(segment) : segment;
    }
}

/// <summary>Masks the addresses of spans; stands before the exporter.</summary>
internal sealed class MaskedTraces : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.full", "http.target", "http.url"];
    private static readonly string[] Queries = ["url.query", "url.fragment"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address)
            {
                data.SetTag(name, SecretMask.Address(address));
            }
        }

        foreach (var name in Queries)
        {
            data.SetTag(name, null);
        }
    }
}

/// <summary>
/// Passes log events on with masked addresses and with exceptions told by type and place: the text of an exception may
/// quote what a person typed, or a token.
/// </summary>
internal sealed class MaskedLogs(ILogEventSink inner) : ILogEventSink, IDisposable
{
    private static readonly string[] Addresses = ["RequestPath", "Path", "Uri", "Url"];

    public void Emit(LogEvent logEvent)
    {
        foreach (var name in Addresses)
        {
            if (
                logEvent.Properties.TryGetValue(name, out var value)
                && value is ScalarValue { Value: string or Uri or PathString } scalar
            )
            {
                var address = SecretMask.Address(scalar.Value.ToString() ?? "");
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(address)));
            }
        }

        logEvent.RemovePropertyIfPresent("QueryString");
        inner.Emit(logEvent.Exception is null ? logEvent : WithoutWords(logEvent));
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private static LogEvent WithoutWords(LogEvent logEvent) =>
        new(
            logEvent.Timestamp,
            logEvent.Level,
            new WordlessException(logEvent.Exception!),
            logEvent.MessageTemplate,
            logEvent.Properties.Select(x => new LogEventProperty(x.Key, x.Value)),
            logEvent.TraceId ?? default,
            logEvent.SpanId ?? default
        );

    /// <summary>An exception's types and stack, without its messages.</summary>
    private sealed class WordlessException(Exception told) : Exception(told.GetType().FullName)
    {
        public override string ToString() => Tell(told);

        private static string Tell(Exception exception) =>
            $"{exception.GetType().FullName}\n{exception.StackTrace}"
            + (exception.InnerException is { } cause ? $"\n--- because of {Tell(cause)}" : "");
    }
}
