using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Telehealth.Testing;

/// <summary>What a host logged as a warning or worse, for tests of what must not be logged.</summary>
public sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Message and exception of each, in order.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
