using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Telehealth.Host.Composition;

/// <summary>
/// What no handler answered: malformed bodies, unknown routes, exceptions. Under /api as RFC 9457, elsewhere as a page
/// in the shell. Never a stack trace, never a half answer.
/// </summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                var problem = context.ProblemDetails;
                // The framework's own types only repeat the status.
                if (problem.Type is null || problem.Type.Contains("rfc9110", StringComparison.Ordinal))
                {
                    problem.Type = "about:blank";
                }

                problem.Instance ??= context.HttpContext.Request.Path;
                problem.Extensions.TryAdd("code", CodeOf(problem.Status ?? 500));
                problem.Extensions["traceId"] =
                    Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            }
        );
        services.AddExceptionHandler<UnhandledExceptions>();
        // Binding failures reach the handler below as exceptions in every environment, so that they answer alike.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseWhen(
            http => IsApi(http.Request),
            api =>
                api.UseStatusCodePages(context =>
                    Write(context.HttpContext, context.HttpContext.Response.StatusCode, null)
                )
        );
        app.UseWhen(
            http => !IsApi(http.Request),
            pages => pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true)
        );
        // Reading such a body throws inside the framework; the status pages above say what is wrong with it.
        return app.Use(
            (http, next) =>
            {
                if (!IsOfUnknownCharset(http.Request))
                {
                    return next(http);
                }

                http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return Task.CompletedTask;
            }
        );
    }

    private static bool IsOfUnknownCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.Charset.Length == 0)
        {
            return false;
        }

        type.Charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return type.Encoding is null;
    }

    public static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        || request.Path.StartsWithSegments("/connect/token")
        || request.Path.StartsWithSegments("/openapi")
        || request.Path.StartsWithSegments("/health");

    public static async Task Write(HttpContext http, int status, string? detail)
    {
        http.Response.StatusCode = status;
        await http
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = http,
                    ProblemDetails = new ProblemDetails { Status = status, Detail = detail ?? DetailOf(status) },
                }
            );
    }

    private static string CodeOf(int status) =>
        status switch
        {
            400 => "platform.malformed-request",
            401 => "platform.sign-in-needed",
            403 => "platform.not-allowed",
            404 => "platform.not-found",
            405 => "platform.method-not-allowed",
            406 => "platform.not-acceptable",
            413 => "platform.body-too-large",
            415 => "platform.media-type-not-supported",
            429 => "platform.quota-exceeded",
            503 => "platform.busy",
            >= 500 => "platform.internal-error",
            _ => "platform.refused",
        };

    private static string? DetailOf(int status) =>
        status switch
        {
            401 => "Send a valid access token.",
            403 => "This account may not do this.",
            404 => "There is nothing at this address, or not for you.",
            405 => "This address does not take this method.",
            413 => "The body is larger than 1 MB.",
            415 => "Send application/json.",
            >= 500 => "Something went wrong on our side; nothing was done halfway. Quote the traceId if you report it.",
            _ => null,
        };

    /// <summary>Exceptions are bugs, except those of a request that cannot be read.</summary>
    private sealed class UnhandledExceptions(ILogger<UnhandledExceptions> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
        {
            if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            {
                http.Response.StatusCode = 499;
                return true;
            }

            var (status, detail) = exception switch
            {
                BadHttpRequestException bad => (bad.StatusCode, Explain(bad)),
                _ => (StatusCodes.Status500InternalServerError, null),
            };
            if (status >= 500)
            {
                // The type and place only: an exception's text may quote what a person typed.
                log.LogError(
                    "Unhandled {Exception} at {Route}: {Place}",
                    exception.GetType().Name,
                    http.GetEndpoint()?.DisplayName,
                    Place(exception)
                );
            }

            if (IsApi(http.Request))
            {
                await Write(http, status, detail);
                return true;
            }

            http.Response.StatusCode = status;
            return true; // the status page shows it in the shell
        }

        private static string? Explain(BadHttpRequestException bad) =>
            bad.InnerException is JsonException { Path: { } path }
                ? $"The value at {path} is not what this operation takes."
                : bad.StatusCode switch
                {
                    400 when bad.InnerException is JsonException => "The body is not valid JSON for this operation.",
                    400 =>
                        "A part of the request is missing or cannot be read: check the path, the query and the body.",
                    _ => DetailOf(bad.StatusCode),
                };

        private static string Place(Exception exception)
        {
            var ours = new StackTrace(exception, false)
                .GetFrames()
                .Select(frame => frame.GetMethod())
                .Where(method =>
                    method?.DeclaringType?.FullName?.StartsWith("Telehealth.", StringComparison.Ordinal) == true
                )
                .Take(6)
                .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}");
            return string.Join(" < ", ours);
        }
    }
}
