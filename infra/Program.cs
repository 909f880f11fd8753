using Infra;
using Pulumi;

return await Deployment.RunAsync<EcgPipelineStack>().ConfigureAwait(false);
