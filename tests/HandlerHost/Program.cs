using Ecg.Lambda;
using HandlerHost;

// Events a line on standard input, responses a line on standard error: standard output is the function's log. It ends with
// its input, so that it never outlives who started it.
var runtime = new LambdaRuntime(new Function());
while (Console.In.ReadLine() is { } request)
{
    Console.Error.WriteLine(await runtime.InvokeAsync(request));
}
