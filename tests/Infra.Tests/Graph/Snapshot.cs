using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Stacks;

namespace Infra.Tests.Graph;

/// <summary>A stack's resources as reviewed text.</summary>
internal static class Snapshot
{
    /// <summary>Set to <c>1</c>, the tests write the snapshots anew.</summary>
    public const string UpdateVariable = "UPDATE_SNAPSHOTS";

    private const int Context = 3;
    private const int MostLines = 80;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the snapshots are to be written anew.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    /// <summary>Where a stack's snapshot is kept.</summary>
    public static string PathOf(StackUnderTest stack) => ProjectFiles.InRoot("tests", "Infra.Tests", "Snapshots", $"{stack.Name}.json");

    /// <summary>The text of a graph.</summary>
    public static string Of(StackGraph graph)
    {
        var resources = new JsonArray([.. graph.Resources.Select(resource => (JsonNode)new JsonObject
        {
            ["type"] = resource.Type,
            ["name"] = resource.Name,
            ["parent"] = resource.Parent,
            ["inputs"] = resource.Inputs.DeepClone(),
            ["options"] = resource.Options.DeepClone(),
        })]);
        return $"{resources.ToJsonString(Readable)}\n".ReplaceLineEndings("\n");
    }

    /// <summary>What changed, line by line, with the lines around it; nothing where nothing did.</summary>
    public static IReadOnlyList<string> Differences(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        List<(char Mark, string Line)> script = Script(old, now);
        var shown = new List<string>();
        int lastShown = -1;
        for (int i = 0; i < script.Count && shown.Count < MostLines; i++)
        {
            bool near = Enumerable.Range(Math.Max(0, i - Context), Math.Min(script.Count, i + Context + 1) - Math.Max(0, i - Context))
                .Any(neighbour => script[neighbour].Mark != ' ');
            if (!near)
            {
                continue;
            }

            if (lastShown >= 0 && i > lastShown + 1)
            {
                shown.Add("...");
            }

            shown.Add($"{script[i].Mark} {script[i].Line}");
            lastShown = i;
        }

        return shown;
    }

    // What both begin and end with is no difference; the rest is aligned by its longest common subsequence.
    private static List<(char Mark, string Line)> Script(string[] old, string[] now)
    {
        int head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
        {
            head++;
        }

        int tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        List<(char, string)> script = [.. old[..head].Select(line => (' ', line))];
        string[] oldMiddle = old[head..^tail];
        string[] newMiddle = now[head..^tail];
        int[,] common = new int[oldMiddle.Length + 1, newMiddle.Length + 1];
        for (int i = oldMiddle.Length - 1; i >= 0; i--)
        {
            for (int j = newMiddle.Length - 1; j >= 0; j--)
            {
                common[i, j] = oldMiddle[i] == newMiddle[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        int x = 0;
        int y = 0;
        while (x < oldMiddle.Length || y < newMiddle.Length)
        {
            if (x < oldMiddle.Length && y < newMiddle.Length && oldMiddle[x] == newMiddle[y])
            {
                script.Add((' ', oldMiddle[x++]));
                y++;
            }
            else if (y == newMiddle.Length || (x < oldMiddle.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                script.Add(('-', oldMiddle[x++]));
            }
            else
            {
                script.Add(('+', newMiddle[y++]));
            }
        }

        script.AddRange(old[^tail..].Select(line => (' ', line)));
        return script;
    }
}
