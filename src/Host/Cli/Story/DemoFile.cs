using System.Net.Http.Headers;

namespace Telehealth.Host.Cli.Story;

/// <summary>A file with the fields of its form.</summary>
internal sealed record DemoFile(
    string Name,
    string ContentType,
    byte[] Content,
    params (string Name, string Value)[] Fields
)
{
    public MultipartFormDataContent ToForm()
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(Content);
        part.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        form.Add(part, "file", Name);
        foreach (var (name, value) in Fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }
}
