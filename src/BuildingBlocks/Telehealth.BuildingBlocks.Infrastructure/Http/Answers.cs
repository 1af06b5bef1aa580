using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>Turns results into HTTP answers; the one place where an error's kind becomes a status.</summary>
public static class Answers
{
    /// <summary>The value as <paramref name="success"/> makes it, or the refusal as RFC 9457.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> success)
    {
        var answer = result.Error is { } error ? Problem(error) : success(result.Value);
        return result.Replayed ? new ReplayedAnswer(answer) : answer;
    }

    /// <summary>200 with the value, or the refusal.</summary>
    public static IResult ToHttp<T>(this Result<T> result) => result.ToHttp(value => Results.Ok(value));

    /// <summary>200 with the value and its version as a strong ETag, or the refusal.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, long> version) =>
        result.ToHttp(value => Results.Ok(value).WithETag(version(value)));

    /// <summary>The answer with a strong ETag of the version.</summary>
    public static IResult WithETag(this IResult answer, long version) => new TaggedAnswer(answer, version);

    /// <summary>The refusal as a problem document (RFC 9457) with its stable code.</summary>
    public static IResult Problem(Error error) => new ProblemAnswer(error);

    /// <summary>The status an error's kind is answered with.</summary>
    public static int Status(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Validation => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
            ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>The problem document of an error.</summary>
    public static ProblemDetails Document(Error error)
    {
        var problem = new ProblemDetails
        {
            Status = Status(error.Kind),
            Title = Title(error.Kind),
            Detail = error.Message,
            Type = "about:blank",
            Extensions = { ["code"] = error.Code, ["traceId"] = Activity.Current?.TraceId.ToString() },
        };
        if (error.Fields.Count > 0)
        {
            problem.Extensions["errors"] = error.Fields;
        }

        foreach (var (name, value) in error.Details)
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }

    private static string Title(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Validation => "Please check your input",
            ErrorKind.Unauthenticated => "Please sign in",
            ErrorKind.Forbidden => "Not allowed",
            ErrorKind.NotFound => "Not found",
            ErrorKind.Conflict => "It changed meanwhile",
            ErrorKind.PreconditionFailed => "It changed meanwhile",
            ErrorKind.Unprocessable => "Not possible",
            _ => "Please try again",
        };

    private sealed class ProblemAnswer(Error error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var problem = Document(error);
            problem.Instance = httpContext.Request.Path;
            if (error.Kind == ErrorKind.Unavailable)
            {
                httpContext.Response.Headers.RetryAfter = "1";
            }

            httpContext.Response.StatusCode = problem.Status!.Value;
            return httpContext.Response.WriteAsJsonAsync(
                problem,
                ApiJson.Options,
                "application/problem+json",
                httpContext.RequestAborted
            );
        }
    }

    private sealed class ReplayedAnswer(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            return answer.ExecuteAsync(httpContext);
        }
    }

    private sealed class TaggedAnswer(IResult answer, long version) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = new StringValues($"\"{version}\"");
            return answer.ExecuteAsync(httpContext);
        }
    }
}
